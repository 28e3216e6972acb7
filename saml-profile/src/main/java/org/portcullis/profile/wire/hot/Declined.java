package org.portcullis.profile.wire.hot;

import java.io.Serial;

/** Says that a message is for the reference codec, be it unusual or wrong; never leaves the package. */
final class Declined extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private Declined(String why) {
        super(why, null, false, false);
    }

    static void unless(boolean holds, String otherwise) {
        if (!holds) {
            throw because(otherwise);
        }
    }

    static Declined because(String why) {
        return new Declined(why);
    }
}
