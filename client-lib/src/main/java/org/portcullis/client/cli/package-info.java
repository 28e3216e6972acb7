/** The worker-node command {@code portcullis-wn}. */
@NullMarked
package org.portcullis.client.cli;

import org.jspecify.annotations.NullMarked;
