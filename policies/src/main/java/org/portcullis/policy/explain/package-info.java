/** Why a request was decided as it was, and how little would have changed that. */
@NullMarked
package org.portcullis.policy.explain;

import org.jspecify.annotations.NullMarked;
