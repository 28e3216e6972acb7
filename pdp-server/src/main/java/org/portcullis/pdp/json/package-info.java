/** JSON, written, and read back. */
@NullMarked
package org.portcullis.pdp.json;

import org.jspecify.annotations.NullMarked;
