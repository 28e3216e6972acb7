/** {@code portcullis mapping}: what map files say, what is wrong with them, and moving in from others. */
@NullMarked
package org.portcullis.pdp.cli.mapping;

import org.jspecify.annotations.NullMarked;
