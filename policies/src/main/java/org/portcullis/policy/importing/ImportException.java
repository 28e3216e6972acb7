package org.portcullis.policy.importing;

import java.io.Serial;
import org.portcullis.policy.source.Position;

/** Policies that cannot be read, or that no pack can hold; says where and why. */
public final class ImportException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ImportException(Position at, String message) {
        super(at + ": " + message);
    }
}
