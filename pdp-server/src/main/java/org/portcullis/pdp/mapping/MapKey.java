package org.portcullis.pdp.mapping;

import org.portcullis.profile.Dn;

/** The left side of a line in a map file. */
sealed interface MapKey permits MapKey.ExactDn, FqanPattern {
    /** One person, by the exact canonical name. */
    record ExactDn(Dn dn) implements MapKey {}

    /**
     * Reads a key without its quotes: the first part of a DN has an equals sign, that of an FQAN never.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static MapKey parse(String text) {
        int end = text.indexOf('/', 1);
        String first = end < 0 ? text : text.substring(0, end);
        boolean isDn = !text.startsWith("/") || first.contains("=");
        return isDn ? new ExactDn(Dn.parse(text)) : FqanPattern.parse(text);
    }
}
