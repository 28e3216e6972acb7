package org.portcullis.policy.names;

import org.portcullis.profile.Dn;

/** What a name in a policy must look like. */
public enum NameForm {
    FQAN("an FQAN like /atlas/production/Role=pilot"),
    GROUP("a group like /atlas/production, without a role"),
    ROLE("a role like pilot"),
    DN("a DN like /DC=org/DC=example/CN=Ann");

    private final String description;

    NameForm(String description) {
        this.description = description;
    }

    /** The form in words, with an example. */
    public String description() {
        return description;
    }

    /**
     * The name in its canonical spelling.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    public String canonical(String text) {
        return switch (this) {
            case FQAN -> FqanText.read(text).value();
            case GROUP -> FqanText.readGroup(text);
            case ROLE -> FqanText.readRole(text);
            case DN -> Dn.parse(text).value();
        };
    }
}
