/** The commands of {@code portcullis lease} and {@code portcullis trace}. */
@NullMarked
package org.portcullis.pdp.cli.lease;

import org.jspecify.annotations.NullMarked;
