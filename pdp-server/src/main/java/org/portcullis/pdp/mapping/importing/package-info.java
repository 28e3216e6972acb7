/** The mapping of another service made into map files and leases, with a report of what is kept, changed and lost. */
@NullMarked
package org.portcullis.pdp.mapping.importing;

import org.jspecify.annotations.NullMarked;
