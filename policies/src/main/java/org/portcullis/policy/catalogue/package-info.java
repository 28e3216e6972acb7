/** The catalogue of what can be wrong with a pack. */
@NullMarked
package org.portcullis.policy.catalogue;

import org.jspecify.annotations.NullMarked;
