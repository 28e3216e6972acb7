/** The reference codec. The only package that may import OpenSAML. */
@NullMarked
package org.portcullis.profile.wire.opensaml;

import org.jspecify.annotations.NullMarked;
