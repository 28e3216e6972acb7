/** The manual pages, made of what the commands say of themselves. */
@NullMarked
package org.portcullis.pdp.manual;

import org.jspecify.annotations.NullMarked;
