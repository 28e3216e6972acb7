package org.portcullis.pdp.bundle;

import java.io.Serial;

/** Somebody else was faster, or what was to be changed is no longer what it was. */
public final class BundleConflictException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public BundleConflictException(String message) {
        super(message);
    }
}
