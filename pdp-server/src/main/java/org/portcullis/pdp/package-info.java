/** The service: the straight line of a decision and the composition root around it. */
@NullMarked
package org.portcullis.pdp;

import org.jspecify.annotations.NullMarked;
