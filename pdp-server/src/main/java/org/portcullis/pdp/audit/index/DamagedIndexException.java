package org.portcullis.pdp.audit.index;

import java.io.IOException;

/** An index that is not what was written, or not of this file: what it says must not be believed. */
public final class DamagedIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedIndexException(String message) {
        super(message);
    }
}
