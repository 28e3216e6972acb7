package org.portcullis.pdp.ban;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes lines that begin with a name, in quotes or up to a blank, as LCAS and LCMAPS have them. */
final class QuotedNames {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"(?:\\s.*)?");
    private static final Pattern BARE = Pattern.compile("(/\\S+)(?:\\s.*)?");
    private static final Pattern WILDCARD = Pattern.compile("[*?]");
    private static final Pattern UNSAYABLE = Pattern.compile("[*?\"]");

    /** Names that are DNs. */
    static final LineNotation DNS =
            new LineNotation(line -> read("dn", line), QuotedNames::offence, QuotedNames::writeDn);

    /** Names that are FQANs. */
    static final LineNotation FQANS =
            new LineNotation(line -> read("fqan", line), QuotedNames::offence, QuotedNames::writeFqan);

    private QuotedNames() {}

    private static Optional<Ban> read(String word, String line) {
        Matcher quoted = QUOTED.matcher(line);
        Matcher bare = BARE.matcher(line);
        if (!quoted.matches() && !bare.matches()) {
            throw new IllegalArgumentException("no name");
        }
        String name = quoted.matches() ? quoted.group(1) : bare.group(1);
        boolean subtree = word.equals("fqan") && name.endsWith("/*");
        if (!subtree && WILDCARD.matcher(name).find()) {
            throw new IllegalArgumentException("a pattern");
        }
        return Optional.of(Ban.parse(word + ":" + name));
    }

    private static int offence(String line) {
        Matcher wildcard = WILDCARD.matcher(line);
        return wildcard.find() ? wildcard.start() : line.startsWith("\"") ? 1 : 0;
    }

    /** There is no way to say a quote, and wildcards are those of somebody else. */
    private static Optional<String> writeDn(Ban ban) {
        return ban instanceof Ban.BannedDn banned
                        && !UNSAYABLE.matcher(banned.dn().value()).find()
                ? Optional.of("\"" + banned.dn().value() + "\"")
                : Optional.empty();
    }

    private static Optional<String> writeFqan(Ban ban) {
        if (ban instanceof Ban.BannedVo banned && banned.scope() == Ban.Scope.ALL) {
            return Optional.of("\"/" + banned.vo() + "\"\n\"/" + banned.vo() + "/*\"");
        }
        return ban instanceof Ban.BannedFqan banned ? Optional.of(fqan(banned)) : Optional.empty();
    }

    private static String fqan(Ban.BannedFqan banned) {
        String exact = "\"" + banned.fqan().value() + "\"";
        return banned.subtree() ? exact + "\n\"" + banned.fqan().value() + "/*\"" : exact;
    }
}
