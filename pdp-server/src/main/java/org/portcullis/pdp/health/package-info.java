/** What the site sees from outside: health and metrics on a loopback port. */
@NullMarked
package org.portcullis.pdp.health;

import org.jspecify.annotations.NullMarked;
