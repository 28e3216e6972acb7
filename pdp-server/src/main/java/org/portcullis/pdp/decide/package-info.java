/** The snapshot a decision depends on, and how the next one replaces it. */
@NullMarked
package org.portcullis.pdp.decide;

import org.jspecify.annotations.NullMarked;
