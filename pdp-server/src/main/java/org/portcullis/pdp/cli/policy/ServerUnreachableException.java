package org.portcullis.pdp.cli.policy;

import java.io.Serial;

/** The server that was to be asked gives no answer. */
final class ServerUnreachableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
