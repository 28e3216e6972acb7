/** The portcullis command, one class per verb. */
@NullMarked
package org.portcullis.pdp.cli;

import org.jspecify.annotations.NullMarked;
