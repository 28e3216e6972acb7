package org.portcullis.pdp.admin;

import java.io.Serial;

/** Why a request is not done, in words for whoever sent it. */
final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    ProblemException(Problem problem, String detail) {
        super(detail);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
