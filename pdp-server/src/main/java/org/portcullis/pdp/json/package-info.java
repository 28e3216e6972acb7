/** JSON, written. */
@NullMarked
package org.portcullis.pdp.json;

import org.jspecify.annotations.NullMarked;
