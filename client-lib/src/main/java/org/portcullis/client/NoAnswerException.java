package org.portcullis.client;

import java.io.Serial;

/** What came is no answer to the question. Never leaves {@link ResponseDecoder}. */
final class NoAnswerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String why;

    NoAnswerException(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
