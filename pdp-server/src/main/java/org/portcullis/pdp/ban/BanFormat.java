package org.portcullis.pdp.ban;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/** A way in which some service writes its bans. */
public enum BanFormat {
    /** {@code ban_users.db}: one quoted DN a line. */
    LCAS("dn"),
    /** {@code ban-mapfile}: as LCAS, with whatever may follow the name. */
    LCMAPS("dn"),
    /** {@code ban-voms-mapfile}: one quoted FQAN a line. */
    LCMAPS_FQAN("fqan"),
    /** Deny rules in Argus' simplified policy language. */
    ARGUS("") {
        @Override
        public List<Ban> read(Path file, String text) {
            return ArgusRules.read(file, text);
        }

        @Override
        public Optional<String> write(Ban ban) {
            return ArgusRules.write(ban);
        }

        @Override
        public String document(List<String> lines) {
            return ArgusRules.document(lines);
        }
    },
    /** {@code ban.conf} of dCache's ban plugin. */
    DCACHE("") {
        @Override
        Optional<Ban> banIn(String line) {
            return DcacheBans.read(line);
        }

        @Override
        int offence(String line) {
            return DcacheBans.offence(line);
        }

        @Override
        public Optional<String> write(Ban ban) {
            return DcacheBans.write(ban);
        }
    },
    /** A map file of HTCondor-CE, such as {@code 90-ban.conf}. */
    HTCONDOR_CE("") {
        @Override
        Optional<Ban> banIn(String line) {
            return HtcondorBans.read(line);
        }

        @Override
        int offence(String line) {
            return HtcondorBans.offence(line);
        }

        @Override
        public Optional<String> write(Ban ban) {
            return HtcondorBans.write(ban);
        }
    },
    /** Our own ban file. */
    PORTCULLIS("") {
        @Override
        public List<Ban> read(Path file, String text) {
            return BanFileReader.parse(file, text).stream().map(BanEntry::ban).toList();
        }

        @Override
        public Optional<String> write(Ban ban) {
            return Optional.of(ban.selector());
        }
    };

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"(?:\\s.*)?");
    private static final Pattern BARE = Pattern.compile("(/\\S+)(?:\\s.*)?");

    private static final Pattern WILDCARD = Pattern.compile("[*?]");
    private static final Pattern UNSAYABLE = Pattern.compile("[*?\"]");

    private final String word;

    BanFormat(String word) {
        this.word = word;
    }

    /**
     * The bans in a file of this format.
     *
     * @throws ConfigException with every line that is no ban, a pattern for instance
     */
    public List<Ban> read(Path file, String text) {
        List<Ban> bans = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.replace("\ufeff", "").split("\\R", -1)) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            try {
                banIn(stripped).ifPresent(bans::add);
            } catch (IllegalArgumentException e) {
                int indent = line.length() - line.stripLeading().length();
                Position at = new Position(file.toString(), number, indent + 1 + offence(stripped));
                problems.add(at + ": not a ban of this format: " + Problems.quote(stripped));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return bans;
    }

    /** The ban in a line that is no remark; nothing if it is none and none was lost. */
    Optional<Ban> banIn(String line) {
        Matcher quoted = QUOTED.matcher(line);
        Matcher bare = BARE.matcher(line);
        if (!quoted.matches() && !bare.matches()) {
            throw new IllegalArgumentException("no name");
        }
        String name = quoted.matches() ? quoted.group(1) : bare.group(1);
        boolean subtree = word.equals("fqan") && name.endsWith("/*");
        if (!subtree && (name.indexOf('*') >= 0 || name.indexOf('?') >= 0)) {
            throw new IllegalArgumentException("a pattern");
        }
        return Optional.of(Ban.parse(word + ":" + name));
    }

    /** How many characters of a line that is no ban stand before what is wrong with it. */
    int offence(String line) {
        Matcher wildcard = WILDCARD.matcher(line);
        return wildcard.find() ? wildcard.start() : line.startsWith("\"") ? 1 : 0;
    }

    /** The ban in this format, if it can be said in it. */
    public Optional<String> write(Ban ban) {
        if (word.equals("dn")) {
            return ban instanceof Ban.BannedDn banned ? quoted(banned.dn().value()) : Optional.empty();
        }
        if (ban instanceof Ban.BannedVo banned && banned.scope() == Ban.Scope.ALL) {
            return Optional.of("\"/" + banned.vo() + "\"\n\"/" + banned.vo() + "/*\"");
        }
        return ban instanceof Ban.BannedFqan banned ? Optional.of(fqan(banned)) : Optional.empty();
    }

    /** There is no way to say a quote, and wildcards are those of somebody else. */
    private static Optional<String> quoted(String name) {
        return UNSAYABLE.matcher(name).find() ? Optional.empty() : Optional.of("\"" + name + "\"");
    }

    private static String fqan(Ban.BannedFqan banned) {
        String exact = "\"" + banned.fqan().value() + "\"";
        return banned.subtree() ? exact + "\n\"" + banned.fqan().value() + "/*\"" : exact;
    }

    /** Written bans as one document. */
    public String document(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
