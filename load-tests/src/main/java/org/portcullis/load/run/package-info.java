/** The open-loop generator: requests leave when the schedule says so, whatever became of those before. */
@NullMarked
package org.portcullis.load.run;

import org.jspecify.annotations.NullMarked;
