/** Index files: which lines of a log a word stands in, without knowing what lines and words are. */
@NullMarked
package org.portcullis.pdp.audit.index;

import org.jspecify.annotations.NullMarked;
