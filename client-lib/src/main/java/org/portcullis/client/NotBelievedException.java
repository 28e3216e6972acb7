package org.portcullis.client;

import java.io.Serial;
import org.portcullis.client.Answer.Status;

/** An answer to the question that must not be acted on. Never leaves {@link ResponseDecoder}. */
final class NotBelievedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Status status;
    private final String why;

    NotBelievedException(String why) {
        this(Status.ANSWER_NOT_VALID, why);
    }

    NotBelievedException(Status status, String why) {
        super(why, null, false, false);
        this.status = status;
        this.why = why;
    }

    Status status() {
        return status;
    }

    String why() {
        return why;
    }
}
