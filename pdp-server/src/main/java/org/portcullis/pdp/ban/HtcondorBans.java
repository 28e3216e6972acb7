package org.portcullis.pdp.ban;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bans in a map file of HTCondor-CE: whoever is mapped into the domain of the banned. Names are regular expressions there;
 * those that stand for one name, with or without proxies and attributes, are read, all others are refused.
 */
final class HtcondorBans {
    private static final String BANNED = "banned@banned.htcondor.org";
    private static final Pattern LINE =
            Pattern.compile("(\\w+)\\s+(?:/((?:[^/\\\\]|\\\\.)*)/|\"((?:[^\"\\\\]|\\\\.)*)\")\\s+(\\S+)");
    private static final String PROXIES = "(\\/CN=[0-9]+)*";
    /** VOMS attributes, which are part of the name there. */
    private static final String ATTRIBUTES = "(,.*)?";

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
    private static final Pattern SPECIAL = Pattern.compile("[.*+?()\\[\\]{}|^$\\\\/]");

    private HtcondorBans() {}

    /** The ban in that line; nothing if it maps somebody who is not banned. */
    static Optional<Ban> read(String line) {
        Matcher map = LINE.matcher(line);
        if (!map.matches()) {
            throw new IllegalArgumentException("not a method, a pattern and a name");
        }
        if (!map.group(4).endsWith("@banned.htcondor.org")) {
            return Optional.empty();
        }
        String pattern = map.group(2) == null ? map.group(3) : map.group(2);
        return Optional.of(
                switch (map.group(1)) {
                    case "GSI", "SSL" -> Ban.parse("dn:" + literal(anchored(pattern, true)));
                    case "SCITOKENS" -> token(pattern);
                    default -> throw new IllegalArgumentException("not a method that can be said");
                });
    }

    /** Where in a line that is no ban the trouble starts: at the pattern, if there is one. */
    static int offence(String line) {
        Matcher map = LINE.matcher(line);
        return map.matches() && map.group(1).matches("GSI|SSL|SCITOKENS") ? Math.max(map.start(2), map.start(3)) : 0;
    }

    private static Ban token(String pattern) {
        if (!pattern.startsWith("^")) {
            throw new IllegalArgumentException("a pattern that fits more than one name");
        }
        boolean whole = pattern.endsWith(",");
        String name = literal(whole ? pattern.substring(1, pattern.length() - 1) : anchored(pattern, false));
        int comma = name.lastIndexOf(',');
        if ((comma < 0) != whole) {
            throw new IllegalArgumentException("not an issuer, a comma and a subject");
        }
        return Ban.parse(whole ? "iss:" + name : "token:" + name.substring(0, comma) + "#" + name.substring(comma + 1));
    }

    private static String anchored(String pattern, boolean proxies) {
        if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
            throw new IllegalArgumentException("a pattern that fits more than one name");
        }
        String inner = pattern.substring(1, pattern.length() - 1);
        return proxies ? without(without(inner, ATTRIBUTES), PROXIES) : inner;
    }

    private static String without(String pattern, String end) {
        return pattern.endsWith(end) ? pattern.substring(0, pattern.length() - end.length()) : pattern;
    }

    /** The one text that a pattern fits. */
    private static String literal(String pattern) {
        String plain = ESCAPED.matcher(pattern).replaceAll("");
        if (Pattern.compile("[.*+?()\\[\\]{}|^$]")
                .matcher(plain.replaceAll("\\.", ""))
                .find()) {
            throw new IllegalArgumentException("a pattern that fits more than one name");
        }
        return ESCAPED.matcher(pattern).replaceAll("$1");
    }

    static Optional<String> write(Ban ban) {
        if (ban instanceof Ban.BannedDn banned) {
            return Optional.of("GSI /^" + escaped(banned.dn().value()) + PROXIES + ATTRIBUTES + "$/ " + BANNED);
        } else if (ban instanceof Ban.BannedIssuer banned && !hasComma(banned.issuer())) {
            return Optional.of("SCITOKENS /^" + escaped(banned.issuer()) + ",/ " + BANNED);
        } else if (ban instanceof Ban.BannedToken banned
                && banned.kind() == BanKind.TOKEN_SUBJECT
                && !hasComma(banned.issuer() + banned.value())) {
            return Optional.of(
                    "SCITOKENS /^" + escaped(banned.issuer()) + "," + escaped(banned.value()) + "$/ " + BANNED);
        }
        return Optional.empty();
    }

    /** The comma is what stands between issuer and subject there. */
    private static boolean hasComma(String text) {
        return text.indexOf(',') >= 0;
    }

    private static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
