/** The commands of {@code portcullis mapping}. */
@NullMarked
package org.portcullis.pdp.cli.mapping;

import org.jspecify.annotations.NullMarked;
