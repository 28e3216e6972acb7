package org.portcullis.pdp.mapping;

import java.util.regex.Pattern;
import org.portcullis.profile.Dn;

/** Keys of Argus written as globs that fit the same names and no others. */
public final class LcmapsNotation {
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

    private LcmapsNotation() {}

    /**
     * The key as LCMAPS reads it on a line that leads to a pool or not: only there a DN may be a glob.
     *
     * @param key without its quotes, escaped as in a map of Argus
     * @throws IllegalArgumentException if it is no key, or none of LCMAPS fits the same
     */
    public static String of(String key, boolean forPool) {
        MapKey read = MapKey.parse(ArgusLine.unescape(key));
        return read instanceof FqanPattern pattern ? of(pattern) : of(Dn.parse(read.text()), forPool);
    }

    private static String of(Dn dn, boolean forPool) {
        String printed = MapDialect.LCMAPS.spell(dn);
        if (printed.contains("\"") || printed.endsWith("\\")) {
            throw new IllegalArgumentException(
                    "a DN with such signs cannot be said in the dialect of LCMAPS: " + Problems.quote(printed));
        }
        return forPool ? WILDCARD.matcher(printed).replaceAll("[$0]") : printed;
    }

    /** Nothing but a role has an equals sign in it, so that a star before {@code Role=} takes groups alone. */
    private static String of(FqanPattern pattern) {
        boolean anyRole = pattern.role().equals("*");
        if (pattern.subgroups() && anyRole) {
            return pattern.group() + "/*";
        }
        return pattern.group() + (pattern.subgroups() ? "/*" : "/") + "Role=" + pattern.role() + (anyRole ? "" : "/*");
    }
}
