/** The policy language of Argus, read and made into a pack. */
@NullMarked
package org.portcullis.policy.importing.spl;

import org.jspecify.annotations.NullMarked;
