/** Grid trust: host credential, trust anchors, chain validation. The only package that sees canl and BouncyCastle. */
@NullMarked
package org.portcullis.pdp.trust;

import org.jspecify.annotations.NullMarked;
