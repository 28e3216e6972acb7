package org.portcullis.policy.names;

import org.portcullis.profile.Fqan;

/** A part of an FQAN that a rule may ask for. */
public enum NamePart {
    /** The VO. */
    VO("vo-of"),
    /** The group path with its leading slash, without the role. */
    GROUP("group-of"),
    /** The role; {@code NULL}, as VOMS writes it, if there is none. */
    ROLE("role-of");

    private final String word;

    NamePart(String word) {
        this.word = word;
    }

    /** The function id as policies write it. */
    public String id() {
        return NameMatch.PREFIX + word;
    }

    /**
     * The part of that FQAN.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public String of(String text) {
        Fqan fqan = FqanText.read(text);
        return switch (this) {
            case VO -> fqan.vo().value();
            case GROUP -> fqan.group();
            case ROLE -> fqan.role().orElse("NULL");
        };
    }
}
