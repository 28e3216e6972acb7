/** {@code portcullis mapping}: what map files say, and what is wrong with them. */
@NullMarked
package org.portcullis.pdp.cli.mapping;

import org.jspecify.annotations.NullMarked;
