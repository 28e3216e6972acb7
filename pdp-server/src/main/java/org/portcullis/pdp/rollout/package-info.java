/** Changing the policy of a running site: try it, put it in place, ask the server, and go back if it will not have it. */
@NullMarked
package org.portcullis.pdp.rollout;

import org.jspecify.annotations.NullMarked;
