package org.portcullis.pdp.suite;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.config.YamlSection;

/** Reads the {@code given} of a suite or a test; what a test leaves out is as in its suite. */
final class GivenReader {
    private static final String FOREVER = "9999-12-31";
    private static final String REGIMES = "regimes";

    private GivenReader() {}

    static Given read(YamlSection given, Given base) {
        boolean ownAccounts = given.has("pools") || given.has("accounts") || given.has("groups");
        TrialAccounts accounts = ownAccounts ? accounts(given) : base.accounts();
        Map<String, Object> data = new LinkedHashMap<>(base.data());
        if (given.has("data")) {
            try (YamlSection overrides = given.section("data")) {
                data.putAll(overrides.values());
            }
        }
        given.either("regime", GivenReader::noRegime, GivenReader::regime)
                .ifPresent(calendar -> data.put(REGIMES, calendar));
        return new Given(
                given.value("now", base.now(), RequestFile::instant),
                given.has("bans") ? given.eachEither("bans", GivenReader::ban, GivenReader::datedBan) : base.bans(),
                accounts,
                data);
    }

    private static BanEntry ban(String selector) {
        return entry(Ban.parse(selector), BanPeriod.ALWAYS);
    }

    private static BanEntry datedBan(YamlSection section) {
        section.require("ban");
        Instant from = section.value("from", Instant.MIN, RequestFile::instant);
        Instant until = section.value("until", Instant.MAX, RequestFile::instant);
        if (!until.isAfter(from)) {
            section.reject("this ban ends before it begins");
            return entry(section.value("ban", Ban.parse("vo:nothing"), Ban::parse), BanPeriod.ALWAYS);
        }
        return entry(section.value("ban", Ban.parse("vo:nothing"), Ban::parse), new BanPeriod(from, until));
    }

    private static BanEntry entry(Ban ban, BanPeriod period) {
        return new BanEntry("given", ban, BanNote.NONE, period, BanEntry.Origin.SITE);
    }

    private static TrialAccounts accounts(YamlSection given) {
        Map<String, TrialAccounts.Size> pools = new LinkedHashMap<>();
        Map<String, String> accounts = new LinkedHashMap<>();
        Map<String, List<String>> groups = new LinkedHashMap<>();
        try (YamlSection sizes = given.section("pools");
                YamlSection lines = given.section("accounts");
                YamlSection ofGroups = given.section("groups")) {
            sizes.keys()
                    .forEach(pool -> sizes.either(pool, GivenReader::size, GivenReader::takenSize)
                            .ifPresent(size -> pools.put(pool, size)));
            lines.keys().forEach(key -> accounts.put(key, lines.value(key, "", account -> account)));
            ofGroups.keys().forEach(key -> groups.put(key, ofGroups.list(key, List.of(), group -> group)));
        }
        if (accounts.isEmpty() && pools.size() > 1) {
            given.reject("several pools need `accounts` to say who gets which, for example \"/atlas/*\": .atlas");
        }
        return new TrialAccounts(pools, accounts, groups);
    }

    private static TrialAccounts.Size size(String text) {
        return new TrialAccounts.Size(number(text), 0);
    }

    private static TrialAccounts.Size takenSize(YamlSection section) {
        section.require("size");
        int size = section.value("size", 1, GivenReader::number);
        int taken = section.value("taken", 0, GivenReader::number);
        if (size < 1 || size > TrialAccounts.MOST || taken > size) {
            section.reject("a pool has 1 to " + TrialAccounts.MOST + " accounts, of which at most all are taken");
            return new TrialAccounts.Size(1, 0);
        }
        return new TrialAccounts.Size(size, taken);
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("must be a number up to " + TrialAccounts.MOST);
        }
        return Integer.parseInt(text);
    }

    private static Map<String, Object> noRegime(String id) {
        if (!id.equals("jspg")) {
            throw new IllegalArgumentException("must be jspg, or an exception from it as {id: …, suspends: […]}");
        }
        return Map.of(REGIMES, List.of());
    }

    /** An exception that is in force whatever the time. */
    private static Map<String, Object> regime(YamlSection section) {
        section.require("id", "suspends");
        Map<String, Object> always = Map.of("valid-from", "1970-01-01", "valid-until", FOREVER, "opted-in", true);
        Map<String, Object> regime = new LinkedHashMap<>(always);
        regime.put("id", section.value("id", "", id -> id));
        regime.put("suspends", section.list("suspends", List.of(), word -> word));
        return Map.of(REGIMES, List.of(regime));
    }
}
