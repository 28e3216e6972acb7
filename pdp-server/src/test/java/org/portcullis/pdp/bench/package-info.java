/** Benchmarks: what one decision costs, what bans add to it, and what a certificate chain does. Run by {@code mvn -Pbench}, never by the tests. */
@NullMarked
package org.portcullis.pdp.bench;

import org.jspecify.annotations.NullMarked;
