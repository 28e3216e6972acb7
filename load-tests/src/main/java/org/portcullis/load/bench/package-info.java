/** One measurement from warm-up to verdict: what is promised, what is kept of it, and how two of them compare. */
@NullMarked
package org.portcullis.load.bench;

import org.jspecify.annotations.NullMarked;
