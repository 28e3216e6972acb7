/** How names of the grid compare in policies: FQANs and DNs, read strictly and compared in linear time. */
@NullMarked
package org.portcullis.policy.names;

import org.jspecify.annotations.NullMarked;
