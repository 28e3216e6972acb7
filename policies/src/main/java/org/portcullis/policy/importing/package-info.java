/** Policies of other services made into packs: what they compare, what they become, and what is lost on the way. */
@NullMarked
package org.portcullis.policy.importing;

import org.jspecify.annotations.NullMarked;
