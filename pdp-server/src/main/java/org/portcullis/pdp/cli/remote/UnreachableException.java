package org.portcullis.pdp.cli.remote;

import java.io.Serial;

/** The server that was asked gives no answer, or none that is understood. */
public final class UnreachableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
