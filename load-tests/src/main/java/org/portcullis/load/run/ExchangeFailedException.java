package org.portcullis.load.run;

import java.io.IOException;

/** A request that got no good answer, by kind: {@code connect}, {@code tls}, {@code timeout}, {@code http-503}, … */
final class ExchangeFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    ExchangeFailedException(String kind, Throwable cause) {
        super(kind, cause);
        this.kind = kind;
    }

    ExchangeFailedException(String kind) {
        super(kind);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
