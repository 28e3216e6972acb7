package org.portcullis.load.run;

/** What an answer says, read off its text without believing anything. */
public enum Verdict {
    PERMIT("Permit", "permit"),
    DENY("Deny", "deny"),
    NOT_APPLICABLE("NotApplicable", "na"),
    INDETERMINATE("Indeterminate", "indeterminate"),
    /** No decision stands in the answer. */
    NONE("", "other");

    private static final String ELEMENT = "Decision>";

    private final String value;
    private final String word;

    Verdict(String value, String word) {
        this.value = value;
        this.word = word;
    }

    /** The word of reports and of {@code --mix}. */
    public String word() {
        return word;
    }

    /** Reads the first XACML {@code Decision} element of an answer. */
    static Verdict of(String answer) {
        int start = answer.indexOf(ELEMENT) + ELEMENT.length();
        if (start < ELEMENT.length()) {
            return NONE;
        }
        int end = answer.indexOf('<', start);
        String text = end < 0 ? "" : answer.substring(start, end).strip();
        for (Verdict verdict : values()) {
            if (verdict.value.equals(text)) {
                return verdict;
            }
        }
        return NONE;
    }
}
