package org.portcullis.pdp.mapping;

import java.util.regex.Pattern;

/**
 * A set of interchangeable accounts: those named by the prefix and a number, {@code atlas001} for {@code atlas}. A prefix
 * does not end in a digit, so that no account belongs to two pools.
 */
public record Pool(String prefix) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z_](?:[A-Za-z0-9_.-]{0,29}[A-Za-z_.-])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** Checks the spelling. */
    public Pool {
        if (!FORM.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not the prefix of a pool: " + Problems.quote(prefix));
        }
    }

    /** Whether the account is the prefix followed by a number and nothing else. */
    public boolean owns(String account) {
        return account.startsWith(prefix)
                && NUMBER.matcher(account.substring(prefix.length())).matches();
    }

    @Override
    public String toString() {
        return "." + prefix;
    }
}
