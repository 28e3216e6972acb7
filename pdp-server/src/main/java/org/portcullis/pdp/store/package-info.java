/** Leases on disk. The only package that knows SQL. */
@NullMarked
package org.portcullis.pdp.store;

import org.jspecify.annotations.NullMarked;
