package org.portcullis.pdp.context;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts are meant, in lower case: one by its name, those one label below a domain ({@code *.wn.example.org} is
 * {@code a.wn.example.org}, and neither {@code wn.example.org} nor {@code a.b.wn.example.org}), or any ({@code *}).
 */
public record HostPattern(String value) {
    private static final Pattern FORM = Pattern.compile("\\*|(?:\\*\\.)?[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*");

    /** Any host, and none. */
    public static final HostPattern ANY = new HostPattern("*");

    /** Checks the spelling. */
    public HostPattern {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a host name or pattern");
        }
    }

    /**
     * Reads a pattern in any case.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static HostPattern parse(String text) {
        return new HostPattern(text.toLowerCase(Locale.ROOT));
    }

    /** Whether it matches every host there is. */
    boolean isAny() {
        return value.equals("*");
    }

    /** Whether this host is one of them; in names of hosts case does not matter. */
    boolean matches(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        boolean below = value.startsWith("*.") && dot > 0 && name.substring(dot).equals(value.substring(1));
        return isAny() || below || name.equals(value);
    }
}
