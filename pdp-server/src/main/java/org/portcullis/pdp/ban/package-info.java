/** Bans: never in, whatever the policy. They match by the widest reading of a name. */
@NullMarked
package org.portcullis.pdp.ban;

import org.jspecify.annotations.NullMarked;
