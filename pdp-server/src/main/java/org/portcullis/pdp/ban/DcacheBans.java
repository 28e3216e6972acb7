package org.portcullis.pdp.ban;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bans in the file of dCache's ban plugin: {@code ban}, a kind of principal or its class name, a colon, a name. */
final class DcacheBans {
    private static final Pattern BAN = Pattern.compile("ban\\s+([A-Za-z][\\w.$]*):(\\S.*)");
    private static final Pattern ALIAS = Pattern.compile("alias\\s+\\w+\\s*=\\s*[\\w.$]+");
    private static final Map<String, String> KINDS = Map.of(
            "dn", "dn:",
            "org.globus.gsi.jaas.GlobusPrincipal", "dn:",
            "org.globus.gsi.gssapi.jaas.GlobusPrincipal", "dn:",
            "fqan", "fqan:",
            "org.dcache.auth.FQANPrincipal", "fqan:");

    private DcacheBans() {}

    /** The ban in that line; nothing if it only gives a kind of principal a name. */
    static Optional<Ban> read(String line) {
        Matcher ban = BAN.matcher(line);
        if (ALIAS.matcher(line).matches()) {
            return Optional.empty();
        }
        if (!ban.matches() || !KINDS.containsKey(ban.group(1))) {
            throw new IllegalArgumentException("not a ban of a dn or an fqan");
        }
        return Optional.of(Ban.parse(KINDS.get(ban.group(1)) + ban.group(2).strip()));
    }

    /** Where in a line that is no ban the trouble starts: at the name, or at a kind that nobody knows. */
    static int offence(String line) {
        Matcher ban = BAN.matcher(line);
        if (!ban.matches()) {
            return 0;
        }
        return KINDS.containsKey(ban.group(1)) ? ban.start(2) : ban.start(1);
    }

    /** FQANs are compared exactly there: neither a VO nor a subtree can be said. */
    static Optional<String> write(Ban ban) {
        if (ban instanceof Ban.BannedDn banned) {
            return Optional.of("ban dn:" + banned.dn());
        }
        return ban instanceof Ban.BannedFqan banned && !banned.subtree()
                ? Optional.of("ban fqan:" + banned.fqan().value())
                : Optional.empty();
    }
}
