/** Recorded decisions, made again: what another policy, or a ban, would have changed. */
@NullMarked
package org.portcullis.pdp.replay;

import org.jspecify.annotations.NullMarked;
