/** The hot codec: what grid clients usually send, read and answered fast; all else is handed to the reference codec. */
@NullMarked
package org.portcullis.profile.wire.hot;

import org.jspecify.annotations.NullMarked;
