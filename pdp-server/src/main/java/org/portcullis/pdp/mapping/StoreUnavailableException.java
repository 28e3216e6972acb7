package org.portcullis.pdp.mapping;

import java.io.Serial;

/** The lease store did not answer, or not in time; another replica may. */
public final class StoreUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
