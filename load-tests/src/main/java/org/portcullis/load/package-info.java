/** Honest load: an open-loop generator and what it needs. */
@NullMarked
package org.portcullis.load;

import org.jspecify.annotations.NullMarked;
