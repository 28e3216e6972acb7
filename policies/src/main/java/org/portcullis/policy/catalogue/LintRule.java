package org.portcullis.policy.catalogue;

import java.util.Locale;

/**
 * Everything that can be found wrong with a pack, each under an id that never changes its meaning; the page of that id in
 * {@code docs/lint} shows it wrong and right.
 */
public enum LintRule {
    UNREADABLE_FILE(
            1,
            Severity.ERROR,
            "a file of the pack cannot be read",
            "A pack is used whole or not at all: with one file missing, too large or not in UTF-8, "
                    + "nobody knows what the rest means without it."),
    LEAVES_PACK(
            2,
            Severity.ERROR,
            "a link leads out of the pack",
            "What lies outside of the directory is not reviewed, not signed and not rolled back with " + "the pack."),
    UNSAFE_FILE(
            3,
            Severity.ERROR,
            "somebody else can change the file",
            "Whoever can write to a file of the pack, or to its directory, decides who gets in. Files"
                    + " belong to root, to the server or to the owner of the directory, and are not writable by"
                    + " everybody."),
    TOO_LARGE(
            4,
            Severity.ERROR,
            "the pack is too large to be decided in time",
            "Every rule may cost time in every decision, and memory twice while a reload goes on."),
    BAD_DATA(
            5,
            Severity.ERROR,
            "a file of values cannot be understood",
            "A value that is not understood is not guessed: an exception without an end, an unknown "
                    + "key or a day that does not exist would switch rules on or off unseen."),
    UNLISTED_FILE(
            6,
            Severity.ERROR,
            "a policy file is not listed in pack.yaml",
            "A file that is there but does not count looks as if it did."),
    NOT_XACML(
            7,
            Severity.ERROR,
            "a policy file is not XACML 3.0",
            "What the schema does not know the engine ignores or misreads. DOCTYPEs, empty AnyOf "
                    + "elements and markup inside of values are refused for the same reason."),
    DOES_NOT_COMPILE(
            8,
            Severity.ERROR,
            "the engine cannot compile a policy",
            "An unknown function or wrong arguments make a policy that cannot decide anything."),
    ROOT_NOT_DENY_OVERRIDES(
            9,
            Severity.ERROR,
            "the root does not combine by deny-overrides",
            "Under any other root a Permit somewhere may hide a Deny elsewhere."),
    COMBINING_ALGORITHM(
            10,
            Severity.ERROR,
            "a combining algorithm may let Permit win",
            "With permit-overrides one Permit hides every Deny; deny-unless-permit and "
                    + "permit-unless-deny hide errors as well."),
    BROKEN_REFERENCE(
            11,
            Severity.ERROR,
            "a reference leads nowhere, in a circle, or too deep",
            "A policy that is referred to and not found is a check that is not made."),
    VERSIONED_REFERENCE(
            12,
            Severity.ERROR,
            "a reference asks for a version",
            "A pack holds one version of each policy; a version pattern that no longer fits is a "
                    + "check that is not made."),
    DUPLICATE_POLICY(
            13,
            Severity.ERROR,
            "two policies have one name",
            "Decisions are explained and logged by the name of the policy; with two of that name "
                    + "nobody knows which one decided."),
    DUPLICATE_RULE(
            14,
            Severity.ERROR,
            "two rules have one name",
            "Decisions are explained and logged by the name of the rule; with two of that name nobody"
                    + " knows which one decided."),
    REGEXP_ON_NAMES(
            15,
            Severity.ERROR,
            "a pattern is compared with a value",
            "Patterns are not anchored, so that `/atlas` also matches `/evil/atlas`, and a crafted "
                    + "name can keep the engine busy for seconds. The functions `fqan-match`, `fqan-below`, "
                    + "`dn-match` and `dn-below` do neither."),
    UNKNOWN_FACT(
            16,
            Severity.ERROR,
            "no fact answers the attribute",
            "An attribute that nothing fills is never there, so that the rule never matches or always" + " fails."),
    WRONG_FACT_TYPE(
            17,
            Severity.ERROR,
            "a fact is asked with another type or category",
            "Asked as a string, a boolean is never there, and a Deny rule that waits for it never " + "fires."),
    XPATH(18, Severity.ERROR, "an XPath expression is used", "Facts have no XML content to select from."),
    OBLIGATION(
            19,
            Severity.ERROR,
            "a policy obliges, maps or advises",
            "Accounts are chosen by the server after the decision, so that no policy can map anybody "
                    + "to root. A rule may only give its reason."),
    BAD_REASON(
            20,
            Severity.ERROR,
            "a reason code is malformed",
            "Reasons are counted and searched for by their words: lower case, joined by hyphens."),
    MALFORMED_NAME(
            21,
            Severity.ERROR,
            "a name in a rule is malformed",
            "A rule that compares with something that is no FQAN, group, role or DN fails in every " + "decision."),
    WIDE_MATCH_IN_PERMIT(
            22,
            Severity.ERROR,
            "a Permit rule reads names widely",
            "Bans and Deny rules match by the widest reading of a name, Permits by the narrowest: two"
                    + " people whose names differ in case must not share a right."),
    VALUE_NEVER_GIVEN(
            23,
            Severity.WARNING,
            "a fact never has this value",
            "The facts of a request have a closed list of words. A rule that waits for another word "
                    + "never matches; a Deny with a slip of the pen lets everybody pass."),
    CONTRADICTION(
            24,
            Severity.WARNING,
            "a rule can never match",
            "A fact with one value cannot equal two different ones at once. Alternatives stand in "
                    + "AllOf elements of their own."),
    VARIABLE_ORDER(
            25,
            Severity.ERROR,
            "a variable is used before it is defined",
            "The engine reads variables from top to bottom."),
    NO_DEFAULT(
            26,
            Severity.WARNING,
            "the last policy does not deny by default",
            "Without a last rule that always denies, what no rule speaks about is NotApplicable: "
                    + "nobody gets in, but no reason is given and nothing is counted."),
    NO_DESCRIPTION(
            27,
            Severity.WARNING,
            "a rule has no Description",
            "Whoever has to explain a decision at night needs a sentence."),
    NO_SOURCE(
            28,
            Severity.WARNING,
            "a rule does not say where it comes from",
            "A rule without a source is never taken away again, since nobody knows who wanted it. A "
                    + "comment before it begins with `source:`."),
    NO_REASON(
            29,
            Severity.WARNING,
            "a Deny rule gives no reason",
            "Without the obligation `urn:portcullis:obligation:reason` the audit log only says "
                    + "`denied-by-policy`."),
    UNKNOWN_REASON(
            30,
            Severity.WARNING,
            "the reason code is not a documented one",
            "Operators search and count by the documented words; a new word for an old reason splits "
                    + "the count. Take this as a reminder to document a word that is really new."),
    UNREACHABLE_RULE(
            31,
            Severity.WARNING,
            "a rule can never decide",
            "Under first-applicable whatever stands after a rule that always applies, or after one "
                    + "with the same target and condition, is never asked."),
    UNCONDITIONAL_PERMIT(
            32,
            Severity.WARNING,
            "a rule permits everything",
            "A Permit without target or condition lets in whatever no Deny foresaw."),
    PERMIT_ASKS_NOBODY(
            33,
            Severity.WARNING,
            "a Permit rule does not ask about persons",
            "A Permit that asks only for places and actions lets in members of every VO, and pilots "
                    + "with the work of others, unless some Deny stops them."),
    UNUSED_POLICY(
            34,
            Severity.WARNING,
            "the root does not reach a policy",
            "A policy that nothing refers to looks like a check and is none."),
    UNUSED_VARIABLE(
            35,
            Severity.WARNING,
            "a variable is never used",
            "Variables are computed in every decision, and one that fails makes its policy fail."),
    OPTIONAL_FACT(
            36,
            Severity.WARNING,
            "a fact that is always there is asked as if it might not be",
            "With MustBePresent=\"false\" a defect that loses the fact would switch the rule off "
                    + "silently; with \"true\" it is an error."),
    REQUIRED_FACT(
            37,
            Severity.WARNING,
            "a fact that may be absent is required",
            "With MustBePresent=\"true\" every request without the fact is Indeterminate, also where "
                    + "the rule would not have mattered."),
    BLANKS_IN_VALUE(
            38,
            Severity.WARNING,
            "a value begins or ends with blanks",
            "Blanks count in comparisons, and the facts have none there."),
    DN_NOT_CANONICAL(
            39,
            Severity.WARNING,
            "a DN is not in canonical form",
            "`string-equal` compares letter by letter with the canonical slash form. Write the DN as "
                    + "shown, or use `dn-match`, which reads both spellings."),
    FQAN_NOT_CANONICAL(
            40,
            Severity.WARNING,
            "an FQAN is not in canonical form",
            "`string-equal` compares letter by letter with the canonical form. Write the FQAN as "
                    + "shown, or use `fqan-match`, which reads every spelling."),
    UNKNOWN_VO(
            41,
            Severity.WARNING,
            "a rule names a VO that the site does not list",
            "Probably a slip of the pen: nobody of a VO that is not in `data/vos.yaml` gets in " + "anyway."),
    POLICY_FILE_NAME(
            42,
            Severity.WARNING,
            "a file is not called like its policy",
            "Decisions name policies; people look for files."),
    VALIDITY_OVER(
            43,
            Severity.WARNING,
            "something has ended",
            "An approval, an owner, an exception or a regime whose time is over does nothing any "
                    + "more. Renew it or take it out."),
    VALIDITY_ENDS_SOON(44, Severity.WARNING, "something ends within 30 days", "What ends by itself ends on a weekend."),
    OVERLAPPING_REGIMES(
            45,
            Severity.WARNING,
            "two regimes overlap",
            "The first regime of the list that is in force counts; the other one waits without " + "effect."),
    OWNER_WITHOUT_APPROVAL(
            46,
            Severity.WARNING,
            "pilot owners are listed for a VO without approval",
            "Their pilots are denied whatever the list says."),
    EDITOR_DROPPING(
            47,
            Severity.WARNING,
            "an editor or a package manager left a file behind",
            "The file is ignored. It may be the change that somebody believes to be in force.");

    private final int number;
    private final Severity severity;
    private final String title;
    private final String why;

    LintRule(int number, Severity severity, String title, String why) {
        this.number = number;
        this.severity = severity;
        this.title = title;
        this.why = why;
    }

    /** Its id, for example {@code PL-015}. */
    public String id() {
        return "PL-%03d".formatted(number);
    }

    /** Its name in words, for example {@code regexp-on-names}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it refuses the pack or only tells. */
    public Severity severity() {
        return severity;
    }

    /** What is wrong, as one short sentence. */
    public String title() {
        return title;
    }

    /** Why that matters. */
    public String why() {
        return why;
    }
}
