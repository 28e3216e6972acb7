/** Shadow mode: every answer held against that of another service, which changes nothing here. */
@NullMarked
package org.portcullis.pdp.shadow;

import org.jspecify.annotations.NullMarked;
