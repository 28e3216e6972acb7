package org.portcullis.profile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A VOMS attribute in canonical form, for example {@code /atlas/production/Role=pilot}: a group path and, when it is not
 * {@code NULL}, one role. At most {@value #MAX_LENGTH} characters. Comparison is case-sensitive, as VOMS writes it.
 */
public record Fqan(String value) {
    /** Longest text that {@link #parse} reads, in characters. */
    public static final int MAX_LENGTH = 255;

    private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9/=._+:@-]+");
    private static final String NAME = "[A-Za-z0-9_+:@-][A-Za-z0-9._+:@-]*+";
    private static final String GROUP = "(?:/(?!Role=|Capability=)" + NAME + ")++";
    private static final Pattern FORM = Pattern.compile(GROUP + "(?:/Role=" + NAME + ")?");
    private static final Pattern AS_WRITTEN =
            Pattern.compile("(" + GROUP + ")(?:/Role=(" + NAME + "))?(?:/Capability=" + NAME + ")?");
    private static final String ROLE = "/Role=";
    private static final String NONE = "NULL";

    /** Accepts the canonical form only; text from outside goes through {@link #parse}. */
    public Fqan {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches() || value.endsWith(ROLE + NONE)) {
            String beginning = value.substring(0, Math.min(value.length(), 200));
            throw new IllegalArgumentException("not a canonical FQAN: `" + beginning + "`");
        }
    }

    /**
     * Reads an FQAN as VOMS writes it and drops the empty {@code Role=NULL} and every {@code Capability=…} part.
     *
     * @throws IllegalArgumentException if the text breaks the grammar of VOMS attributes
     */
    public static Fqan parse(String text) {
        var matcher = AS_WRITTEN.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            throw new IllegalArgumentException("not an FQAN");
        }
        String role = matcher.group(2);
        return new Fqan(role == null || role.equals(NONE) ? matcher.group(1) : matcher.group(1) + ROLE + role);
    }

    /** Whether the text is short enough and made of characters that occur in FQANs at all, well-formed or not. */
    public static boolean isSpeltLikeOne(String text) {
        return text.length() <= MAX_LENGTH && ALPHABET.matcher(text).matches();
    }

    /** The virtual organisation: the first part of the group path. */
    public VoName vo() {
        int end = value.indexOf('/', 1);
        return new VoName(end < 0 ? value.substring(1) : value.substring(1, end));
    }

    /** The group path without the role, with its leading slash. */
    public String group() {
        int at = value.indexOf(ROLE);
        return at < 0 ? value : value.substring(0, at);
    }

    /** The role, or empty for {@code Role=NULL}. */
    public Optional<String> role() {
        int at = value.indexOf(ROLE);
        return at < 0 ? Optional.empty() : Optional.of(value.substring(at + ROLE.length()));
    }

    /** The form VOMS puts on the wire, with {@code Role} and {@code Capability} always present. */
    public String asVomsWritesIt() {
        return group() + ROLE + role().orElse(NONE) + "/Capability=" + NONE;
    }
}
