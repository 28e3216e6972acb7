/** Benchmarks: what one decision costs, and what bans add to it. Run by {@code mvn -Pbench}, never by the tests. */
@NullMarked
package org.portcullis.pdp.bench;

import org.jspecify.annotations.NullMarked;
