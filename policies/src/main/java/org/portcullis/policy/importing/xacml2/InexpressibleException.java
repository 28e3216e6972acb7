package org.portcullis.policy.importing.xacml2;

import java.io.Serial;

/** A condition that cannot be said here; says why. */
final class InexpressibleException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    InexpressibleException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
