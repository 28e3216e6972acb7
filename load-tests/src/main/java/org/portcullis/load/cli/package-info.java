/** The command {@code portcullis-load}, one class for each verb. */
@NullMarked
package org.portcullis.load.cli;

import org.jspecify.annotations.NullMarked;
