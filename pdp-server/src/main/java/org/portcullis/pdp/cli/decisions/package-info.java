/** The commands of {@code portcullis decisions}. */
@NullMarked
package org.portcullis.pdp.cli.decisions;

import org.jspecify.annotations.NullMarked;
