package org.portcullis.pdp.suite;

import java.util.List;
import java.util.Locale;

/** How one test went; {@code details} is what was not as expected, or why the question was not asked. */
public record CaseResult(SuiteCase one, Status status, List<String> details) {
    /** Copies the list. */
    public CaseResult {
        details = List.copyOf(details);
    }

    /** How a test can go. */
    public enum Status {
        PASSED,
        FAILED,
        SKIPPED;

        /** The word used in output. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Puts the question and holds the answer against what is expected. */
    public static CaseResult of(SuiteCase one, Respondent respondent) {
        Respondent.Response response = respondent.ask(one);
        if (response instanceof Respondent.Response.Answered answered) {
            List<String> unmet = one.then().unmetBy(answered.answer());
            return new CaseResult(one, unmet.isEmpty() ? Status.PASSED : Status.FAILED, unmet);
        }
        return new CaseResult(one, Status.SKIPPED, List.of(((Respondent.Response.NotAsked) response).why()));
    }
}
