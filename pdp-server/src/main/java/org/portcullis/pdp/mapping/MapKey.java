package org.portcullis.pdp.mapping;

import java.util.Optional;
import org.portcullis.profile.Dn;

/** The left side of a line in a map file. */
sealed interface MapKey permits MapKey.ExactDn, FqanPattern, Glob {
    /** One person, by the exact canonical name. */
    record ExactDn(Dn dn) implements MapKey {
        @Override
        public String text() {
            return dn.value();
        }

        @Override
        public boolean isPattern() {
            return false;
        }

        @Override
        public Optional<String> vo() {
            return Optional.empty();
        }

        @Override
        public boolean matches(Candidate name) {
            return name instanceof Candidate.Person person && person.dn().equals(dn);
        }

        @Override
        public boolean covers(MapKey other) {
            return equals(other);
        }
    }

    /** The name that it fits, if it is no {@link #isPattern pattern}; else how it is written. */
    String text();

    /** Whether it may fit other names than its own text. */
    boolean isPattern();

    /** The VO whose attributes it fits; empty if it fits a person, or may fit several VOs. */
    Optional<String> vo();

    /** Whether it fits the name. */
    boolean matches(Candidate name);

    /** Whether it is certain to fit all names that the other key fits. */
    boolean covers(MapKey other);

    /**
     * Reads a key of Argus without its quotes: the first part of a DN has an equals sign, that of an FQAN never.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static MapKey parse(String text) {
        return isDn(text) ? new ExactDn(Dn.parse(text)) : FqanPattern.parse(text);
    }

    /** Whether the text is meant to be a DN; what begins with a wildcard may be anything. */
    static boolean isDn(String text) {
        if (text.isEmpty() || "*?[".indexOf(text.charAt(0)) >= 0) {
            return false;
        }
        int end = text.indexOf('/', 1);
        String first = end < 0 ? text : text.substring(0, end);
        return !text.startsWith("/") || first.contains("=");
    }
}
