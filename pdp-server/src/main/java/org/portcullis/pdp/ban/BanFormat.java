package org.portcullis.pdp.ban;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/** A way in which some service writes its bans. */
public enum BanFormat {
    /** {@code ban_users.db}: one quoted DN a line. */
    LCAS(QuotedNames.DNS),
    /** {@code ban-mapfile}: as LCAS, with whatever may follow the name. */
    LCMAPS(QuotedNames.DNS),
    /** {@code ban-voms-mapfile}: one quoted FQAN a line. */
    LCMAPS_FQAN(QuotedNames.FQANS),
    /** Deny rules in Argus' simplified policy language. */
    ARGUS(LineNotation.none(ArgusRules::write)) {
        @Override
        public List<Ban> read(Path file, String text) {
            return ArgusRules.read(file, text);
        }

        @Override
        public String document(List<String> lines) {
            return ArgusRules.document(lines);
        }
    },
    /** {@code ban.conf} of dCache's ban plugin. */
    DCACHE(new LineNotation(DcacheBans::read, DcacheBans::offence, DcacheBans::write)),
    /** A map file of HTCondor-CE, such as {@code 90-ban.conf}. */
    HTCONDOR_CE(new LineNotation(HtcondorBans::read, HtcondorBans::offence, HtcondorBans::write)),
    /** Our own ban file. */
    PORTCULLIS(LineNotation.none(ban -> Optional.of(ban.selector()))) {
        @Override
        public List<Ban> read(Path file, String text) {
            return BanFileReader.parse(file, text).stream().map(BanEntry::ban).toList();
        }
    };

    /** Functions without state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final LineNotation lines;

    BanFormat(LineNotation lines) {
        this.lines = lines;
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
                lines.read().apply(stripped).ifPresent(bans::add);
            } catch (IllegalArgumentException e) {
                int indent = line.length() - line.stripLeading().length();
                Position at = new Position(
                        file.toString(), number, indent + 1 + lines.offence().applyAsInt(stripped));
                problems.add(at + ": not a ban of this format: " + Problems.quote(stripped));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return bans;
    }

    /** The ban in this format, if it can be said in it. */
    public Optional<String> write(Ban ban) {
        return lines.write().apply(ban);
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
