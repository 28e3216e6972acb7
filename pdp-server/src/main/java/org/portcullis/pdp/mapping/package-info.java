/** Which Unix account a subject gets: account tables, mapping rules, pools and leases. Knows no database. */
@NullMarked
package org.portcullis.pdp.mapping;

import org.jspecify.annotations.NullMarked;
