package org.portcullis.pdp.mapping;

import java.util.Locale;

/** Everything that can be found wrong with map files, each under an id that never changes its meaning. */
public enum MapRule {
    UNREADABLE_FILE(1, Severity.ERROR, "a file cannot be read"),
    MALFORMED_LINE(2, Severity.ERROR, "a line is not a key and values"),
    MALFORMED_KEY(3, Severity.ERROR, "a key is neither a DN nor an FQAN nor a pattern"),
    MALFORMED_VALUE(4, Severity.ERROR, "a value is not the name of an account, a pool or a group"),
    CONTRADICTION(5, Severity.ERROR, "one key has two accounts"),
    UNKNOWN_ACCOUNT(6, Severity.ERROR, "nobody knows the account"),
    UNKNOWN_GROUP(7, Severity.ERROR, "nobody knows the group"),
    EMPTY_POOL(8, Severity.ERROR, "a pool has no account"),
    ID_OUT_OF_RANGE(9, Severity.ERROR, "a uid or gid must not be handed out"),
    UNUSABLE_NAME(10, Severity.ERROR, "a name is one that PEPs refuse"),
    ACCOUNT_OF_POOL(11, Severity.ERROR, "an account is for one person and in a pool"),
    SHARED_UID(12, Severity.ERROR, "two accounts have one uid"),
    BAD_USERS(13, Severity.ERROR, "users and groups cannot be read, or two sources disagree"),
    UNUSED_POOL(14, Severity.ERROR, "a pool for verified people only is in no line"),
    OVERLAPPING_POOLS(15, Severity.ERROR, "the name of a pool begins that of another VO's"),
    POOL_PREFIX(20, Severity.WARNING, "the name of a pool begins the name of another"),
    GLOB_PREFIX(21, Severity.WARNING, "a glob also takes what only begins alike"),
    SHADOWED_LINE(22, Severity.WARNING, "an earlier line takes all that a line is for"),
    NEVER_FITS(23, Severity.WARNING, "a line fits nobody"),
    REPEATED_LINE(24, Severity.WARNING, "a line is there twice"),
    IGNORED_VALUE(25, Severity.WARNING, "a value counts for nothing"),
    FORBIDDEN_ACCOUNT(26, Severity.WARNING, "a line leads to a forbidden account"),
    CASE_DIFFERS(27, Severity.WARNING, "two keys differ only in case"),
    BLANKS_IN_KEY(28, Severity.WARNING, "a key has blanks at an end, or two in a row"),
    FOREIGN_TEXT(29, Severity.WARNING, "a file was written for another system"),
    PROXY_NAME(30, Severity.WARNING, "a DN is that of a proxy"),
    OTHER_SPELLING(31, Severity.WARNING, "a DN is not in the spelling that is compared"),
    TAKES_EVERYBODY(32, Severity.WARNING, "a glob takes every VO"),
    OTHER_DIALECT(40, Severity.NOTE, "a line means another thing in the other dialect");

    private final String id;
    private final Severity severity;
    private final String title;

    /** How bad a finding is. */
    public enum Severity {
        /** The maps are refused. */
        ERROR,
        /** The maps are used; somebody should look at them. */
        WARNING,
        /** Good to know for those who move in or out. */
        NOTE;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    MapRule(int number, Severity severity, String title) {
        id = String.format("ML-%03d", number);
        this.severity = severity;
        this.title = title;
    }

    /** The id, {@code ML-022} for example. */
    public String id() {
        return id;
    }

    /** The name, {@code shadowed-line} for example. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** What it is, in a few words. */
    public String title() {
        return title;
    }
}
