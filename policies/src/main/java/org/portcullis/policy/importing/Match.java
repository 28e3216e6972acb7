package org.portcullis.policy.importing;

import org.portcullis.policy.facts.Fact;

/** One comparison of a value with a fact. */
public record Match(Function function, String value, Fact fact, boolean mustBePresent) {
    /** How they are compared. */
    public enum Function {
        EQUAL("urn:oasis:names:tc:xacml:1.0:function:string-equal"),
        FULL_MATCH("urn:portcullis:function:full-match");

        private final String uri;

        Function(String uri) {
            this.uri = uri;
        }

        String uri() {
            return uri;
        }
    }

    /** Whether a fact, if it is there, has that value. */
    public static Match equal(Fact fact, String value) {
        return new Match(Function.EQUAL, value, fact, false);
    }
}
