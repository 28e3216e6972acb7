package org.portcullis.pdp.suite;

/** Whoever answers the questions of suites. */
public interface Respondent {
    /** What becomes of a question. */
    sealed interface Response {
        /** It was answered. */
        record Answered(CaseAnswer answer) implements Response {}

        /** It cannot be asked here, and why. */
        record NotAsked(String why) implements Response {}
    }

    /** Answers a question in its world. */
    Response ask(SuiteCase one);
}
