package org.portcullis.policy.names;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.portcullis.profile.Dn;

/** A question that a rule may ask about a name of the request, given a name of its own. */
public enum NameMatch {
    /** The FQAN is that one, both in canonical form. */
    FQAN_MATCH("fqan-match", NameForm.FQAN),
    /** The FQAN is of that group or of one below it, in whatever role. */
    FQAN_BELOW("fqan-below", NameForm.GROUP),
    /** The FQAN holds that role, in whatever group. */
    FQAN_ROLE_IS("fqan-role-is", NameForm.ROLE),
    /** The DN is that one, exactly, both in canonical form. */
    DN_MATCH("dn-match", NameForm.DN),
    /** The DN is that one or begins with all its parts. */
    DN_BELOW("dn-below", NameForm.DN),
    /** The DN may be meant by that one, read as widely as bans are. For Deny rules. */
    DN_MATCH_WIDE("dn-match-wide", NameForm.DN);

    /** What the ids of all our functions begin with. */
    static final String PREFIX = "urn:portcullis:function:";

    private final String word;
    private final NameForm own;

    NameMatch(String word, NameForm own) {
        this.word = word;
        this.own = own;
    }

    /** The test that policies call by that function id. */
    public static Optional<NameMatch> called(String functionId) {
        return Arrays.stream(values())
                .filter(match -> match.id().equals(functionId))
                .findFirst();
    }

    /** The function id as policies write it. */
    public String id() {
        return PREFIX + word;
    }

    /** What the name that the rule brings must look like. */
    public NameForm own() {
        return own;
    }

    /**
     * Whether the name of the request is what the rule asks for.
     *
     * @throws IllegalArgumentException if either name is malformed
     */
    public boolean holds(String own, String asked) {
        return switch (this) {
            case FQAN_MATCH -> FqanText.read(own).equals(FqanText.read(asked));
            case FQAN_BELOW -> isBelowGroup(own, asked);
            case FQAN_ROLE_IS -> holdsRole(own, asked);
            case DN_MATCH -> Dn.parse(own).equals(Dn.parse(asked));
            case DN_BELOW -> isBelowDn(own, asked);
            case DN_MATCH_WIDE -> Dn.parse(own).widest().equals(Dn.parse(asked).widest());
        };
    }

    private static boolean isBelowGroup(String own, String asked) {
        String top = FqanText.readGroup(own);
        String group = FqanText.read(asked).group();
        return group.startsWith(top) && (group.length() == top.length() || group.charAt(top.length()) == '/');
    }

    private static boolean holdsRole(String own, String asked) {
        String role = FqanText.readRole(own);
        return FqanText.read(asked).role().filter(role::equals).isPresent();
    }

    private static boolean isBelowDn(String own, String asked) {
        List<String> top = Dn.parse(own).parts();
        List<String> parts = Dn.parse(asked).parts();
        return parts.size() >= top.size() && parts.subList(0, top.size()).equals(top);
    }
}
