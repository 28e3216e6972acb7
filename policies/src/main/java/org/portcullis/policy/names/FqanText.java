package org.portcullis.policy.names;

import org.portcullis.profile.Fqan;

/** An FQAN as people write it in policies: the words {@code Role}, {@code Capability} and {@code NULL} in any case. */
final class FqanText {
    private static final String ROLE = "Role=";
    private static final String CAPABILITY = "Capability=";
    private static final String NONE = "NULL";

    private FqanText() {}

    /**
     * Reads an FQAN; what was not said, {@code Role=NULL} and {@code Capability}, is dropped.
     *
     * @throws IllegalArgumentException if it breaks the grammar
     */
    static Fqan read(String text) {
        if (text.length() > Fqan.MAX_LENGTH) {
            throw new IllegalArgumentException("not an FQAN");
        }
        StringBuilder canonical = new StringBuilder(text.length());
        for (int start = 0; start < text.length(); start = partEnd(text, start)) {
            canonical.append(part(text.substring(start, partEnd(text, start))));
        }
        return Fqan.parse(canonical.toString());
    }

    /** A group path: an FQAN without a role. */
    static String readGroup(String text) {
        Fqan fqan = read(text);
        if (fqan.role().isPresent()) {
            throw new IllegalArgumentException("not a group");
        }
        return fqan.value();
    }

    /** The name of a role, other than none. */
    static String readRole(String text) {
        return Fqan.parse("/vo/" + ROLE + text)
                .role()
                .filter(role -> role.equals(text) && !role.equalsIgnoreCase(NONE))
                .orElseThrow(() -> new IllegalArgumentException("not a role"));
    }

    private static int partEnd(String text, int start) {
        int slash = text.indexOf('/', start + 1);
        return slash < 0 ? text.length() : slash;
    }

    /** A part with its slash, its keyword spelt as VOMS spells it. */
    private static String part(String part) {
        if (part.regionMatches(true, 1, ROLE, 0, ROLE.length())) {
            String role = part.substring(1 + ROLE.length());
            return "/" + ROLE + (role.equalsIgnoreCase(NONE) ? NONE : role);
        }
        if (part.regionMatches(true, 1, CAPABILITY, 0, CAPABILITY.length())) {
            return "/" + CAPABILITY + part.substring(1 + CAPABILITY.length());
        }
        return part;
    }
}
