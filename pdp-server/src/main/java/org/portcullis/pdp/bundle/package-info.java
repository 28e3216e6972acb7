/** Policy packs as files that can be named, signed, kept and put back: what the server reads, and what roll-out writes. */
@NullMarked
package org.portcullis.pdp.bundle;

import org.jspecify.annotations.NullMarked;
