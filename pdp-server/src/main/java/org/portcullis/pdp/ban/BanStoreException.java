package org.portcullis.pdp.ban;

import java.io.Serial;

/** A ban store that cannot be used now, in words for whoever runs it. */
public final class BanStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public BanStoreException(String message) {
        super(message);
    }

    public BanStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
