package org.portcullis.pdp.suite;

import java.util.List;
import org.portcullis.pdp.suite.CaseResult.Status;

/** How the tests of one suite went. */
public record SuiteResult(Suite suite, List<CaseResult> results) {
    /** Copies the list. */
    public SuiteResult {
        results = List.copyOf(results);
    }

    /** Puts every question of these suites. */
    public static List<SuiteResult> of(List<Suite> suites, Respondent respondent) {
        return suites.stream()
                .map(suite -> new SuiteResult(
                        suite,
                        suite.cases().stream()
                                .map(one -> CaseResult.of(one, respondent))
                                .toList()))
                .toList();
    }

    /** How many tests went that way. */
    public long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
