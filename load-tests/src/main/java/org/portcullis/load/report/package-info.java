/** A measurement as people read it: on a terminal, and as one page that asks nobody for anything. */
@NullMarked
package org.portcullis.load.report;

import org.jspecify.annotations.NullMarked;
