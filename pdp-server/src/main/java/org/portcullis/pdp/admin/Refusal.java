package org.portcullis.pdp.admin;

import java.io.Serial;
import org.portcullis.profile.ErrorKind;

/** A caller who is not let any further: why goes to the logs, not to him. */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    public Refusal(ErrorKind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    ErrorKind kind() {
        return kind;
    }
}
