package org.portcullis.pdp.console;

import java.io.Serial;
import org.portcullis.pdp.admin.AdminAnswer;

/** What the API said instead of what a page is made of. */
final class UnansweredException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient AdminAnswer answer;

    UnansweredException(AdminAnswer answer) {
        super("the API answered " + answer.status());
        this.answer = answer;
    }

    AdminAnswer answer() {
        return answer;
    }
}
