/** Which parts of a pack a set of requests has reached, and how that is shown. */
@NullMarked
package org.portcullis.policy.coverage;

import org.jspecify.annotations.NullMarked;
