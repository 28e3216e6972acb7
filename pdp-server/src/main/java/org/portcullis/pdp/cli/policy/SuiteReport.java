package org.portcullis.pdp.cli.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.suite.CaseResult;
import org.portcullis.pdp.suite.CaseResult.Status;
import org.portcullis.pdp.suite.SuiteResult;

/** How the results of suites are written. */
enum SuiteReport {
    TEXT {
        @Override
        String text(List<SuiteResult> results, Duration took, boolean verbose) {
            StringBuilder text = new StringBuilder();
            for (SuiteResult result : results) {
                addSuite(text, result, verbose);
            }
            return text.append(String.format(
                            "%d passed, %d failed, %d skipped in %d ms%n",
                            count(results, Status.PASSED),
                            count(results, Status.FAILED),
                            count(results, Status.SKIPPED),
                            took.toMillis()))
                    .toString();
        }
    },
    JSON {
        @Override
        String text(List<SuiteResult> results, Duration took, boolean verbose) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Status status : Status.values()) {
                fields.put(status.word(), count(results, status));
            }
            fields.put("milliseconds", took.toMillis());
            fields.put("suites", results.stream().map(SuiteReport::suite).toList());
            return JsonText.of(fields) + "\n";
        }
    },
    /** The XML that build servers read. */
    JUNIT {
        @Override
        String text(List<SuiteResult> results, Duration took, boolean verbose) {
            return JunitXml.of(results, took);
        }
    };

    abstract String text(List<SuiteResult> results, Duration took, boolean verbose);

    static long count(List<SuiteResult> results, Status status) {
        return results.stream().mapToLong(result -> result.count(status)).sum();
    }

    private static void addSuite(StringBuilder text, SuiteResult result, boolean verbose) {
        text.append(String.format(
                "%s (%s): %d of %d passed%n",
                result.suite().name(),
                result.suite().file(),
                result.count(Status.PASSED),
                result.results().size()));
        for (CaseResult one : result.results()) {
            if (verbose || one.status() != Status.PASSED) {
                text.append(String.format(
                        "  %-7s %s%n", one.status().word(), one.one().name()));
                one.details()
                        .forEach(detail -> text.append(
                                String.format("          %s: %s%n", one.one().place(), detail)));
            }
        }
    }

    private static Map<String, Object> suite(SuiteResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("suite", result.suite().name());
        fields.put("file", result.suite().file().toString());
        fields.put("tests", result.results().stream().map(SuiteReport::test).toList());
        return fields;
    }

    private static Map<String, Object> test(CaseResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", result.one().name());
        fields.put("place", result.one().place());
        fields.put("status", result.status().word());
        fields.put("details", result.details());
        return fields;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
