/** The words of the wire: queries in, responses out, and how an error leaves the house. Knows no SAML library. */
@NullMarked
package org.portcullis.profile.wire;

import org.jspecify.annotations.NullMarked;
