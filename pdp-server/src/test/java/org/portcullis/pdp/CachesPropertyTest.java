package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.ProxyDraft;
import org.portcullis.load.pki.ProxyKind;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.config.ConfigReader;

/**
 * Property P-CACHE: a server that remembers and one that does not answer alike and write the same records, whatever happens
 * between two questions: bans, revocations, VOMS servers that speak for a VO no more, other maps and packs, clocks that go on
 * or are set back.
 */
class CachesPropertyTest {
    private static final int STEPS = Integer.getInteger("portcullis.cache.steps", 60);
    private static final String LSC = "atlas/voms.atlas.example.org.lsc";
    private static final List<String> BANS =
            List.of("dn:/C=XX/O=Grid/CN=Alice", "vo:cms", "fqan:/atlas/Role=pilot", "dn:/C=XX/O=Grid/CN=Pilot");

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?(\\d+)");

    @TempDir
    private Path directory;

    private TestSite site;
    private Identity bob;
    private Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    /** No server has read files at a later time than this. */
    private Instant latest = time;

    private long changes;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        bob = site.pki().user("Bob");
    }

    @ParameterizedTest(name = "seed {0}: {1} verdicts and {2} texts are remembered")
    @CsvSource({"1, 4, 2", "2, 20000, 1024"})
    void whoeverAsksCannotTellWhetherAnythingIsRemembered(long seed, int entries, int texts) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        // Commands find no server to tell: both are told by hand.
        Path commands = configuration("commands", 0, 0, false);
        try (PdpServer one = start(configuration("mindful", entries, texts, true));
                PdpServer other = start(configuration("forgetful", 0, 0, false))) {
            List<String> questions = questions();
            for (int step = 0; step < STEPS; step++) {
                happen(random, commands, one, other);
                String question = questions.get(random.nextInt(questions.size()));

                Exchange.Reply mindful = site.asPep(one).post(question);
                Exchange.Reply fresh = site.asPep(other).post(question);

                assertThat(outcome(mindful)).as("step %d at %s", step, time).isEqualTo(outcome(fresh));
            }
            assertThat(Scrape.of(one).value("portcullis_chain_cache_hits_total"))
                    .isGreaterThan(STEPS / 2.0);
            assertThat(Scrape.of(other).value("portcullis_chain_cache_hits_total"))
                    .isZero();
        }
        List<String> records = records("mindful");
        assertThat(records).isEqualTo(records("forgetful"));
        for (String decision : List.of("Permit", "Deny")) {
            assertThat(records.stream().filter(line -> line.contains("\"decision\":\"" + decision)))
                    .hasSizeGreaterThan(STEPS / 10);
        }
    }

    /** A server at the site with a memory of its own, of everything. */
    private Path configuration(String name, int entries, int texts, boolean remembered) {
        String config = site.read("etc/portcullis.yaml");
        for (String kept : List.of("leases.db", "members.db", "audit.jsonl", "portcullis.pid", "bundles")) {
            config = config.replace("var/" + kept, "var/" + name + "-" + kept);
        }
        // A clock that jumps makes bans stale for the moment until they are read again, in one server earlier than in
        // the other.
        config = config.replace("policy:\n", "policy:\n  max-ban-staleness: 1d\n");
        config = config.replace("mapping:\n", "mapping:\n  leases: {remembered: " + remembered + "}\n")
                + "chain-cache: {entries: " + entries + ", texts: " + texts + "}\n";
        site.write("etc/" + name + ".yaml", config);
        return site.file("etc/" + name + ".yaml");
    }

    private PdpServer start(Path configuration) {
        return PdpServer.start(ConfigReader.read(configuration), () -> time);
    }

    /** Whoever comes with a chain, for long and short times, forged and honest; and whoever is only named. */
    private List<String> questions() {
        Identity alice = site.atlasProxy("Alice", "/atlas");
        Identity pilot = site.atlasProxy("Pilot", "/atlas/Role=pilot");
        String pilotDn = "/C=XX/O=Grid/CN=Pilot";
        List<String> questions = new ArrayList<>(List.of(
                Questions.direct(alice.chain()),
                Questions.direct(pilot.chain()),
                Questions.direct(site.atlasProxy("Bob", "/atlas/nl", "/atlas").chain()),
                Questions.direct(site.pki().proxy(bob).chain()),
                Questions.direct(site.pki()
                        .proxy(new Identity(alice.chain(), pilot.key()))
                        .chain()),
                Questions.payload(alice.chain(), pilotDn, "/atlas/Role=pilot"),
                Questions.direct("/C=XX/O=Grid/CN=Alice"),
                Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"),
                Questions.direct("/C=XX/O=Grid/CN=Carol", "/cms"),
                Questions.silent(pilotDn, "/atlas/Role=pilot")));
        for (int seconds : new int[] {20, 600, 1200}) {
            Validity soon = new Validity(time.minusSeconds(300), time.plusSeconds(seconds));
            questions.add(Questions.direct(
                    ProxyDraft.of(ProxyKind.FULL, soon).signedBy(alice).chain()));
        }
        return questions;
    }

    private void happen(SplittableRandom random, Path commands, PdpServer... servers) throws IOException {
        int event = random.nextInt(100);
        if (event < 2) {
            ban(random, commands);
        } else if (event < 4) {
            revoke(random);
        } else if (event < 5) {
            map(random);
        } else if (event < 6) {
            changePack(random);
        } else if (event < 8) {
            changeVomsServers(random);
        } else if (event < 12) {
            time = latest.plusSeconds(random.nextInt(-1200, 60));
        } else if (event < 50) {
            time = time.plusMillis(random.nextInt(5_000));
        }
        latest = time.isAfter(latest) ? time : latest;
        if (event < 6 || event > 97) {
            for (PdpServer server : servers) {
                server.reload();
            }
        }
    }

    /** Lifts the oldest ban, if there is one, or adds another. */
    private void ban(SplittableRandom random, Path commands) {
        Shell shell = new Shell(commands.toString());
        Matcher first = ID.matcher(shell.run("ban", "list", "-o", "json").out());
        if (first.find() && random.nextBoolean()) {
            shell.run("ban", "lift", first.group(1), "--reason", "drill", "--yes");
        } else {
            shell.run("ban", "add", BANS.get(random.nextInt(BANS.size())), "--reason", "drill", "--yes");
        }
    }

    /** Somebody is revoked who was not, or nobody is any more. */
    private void revoke(SplittableRandom random) {
        Set<BigInteger> serials =
                random.nextBoolean() ? Set.of() : Set.of(bob.certificate().getSerialNumber());
        site.pki()
                .trusted()
                .publish(
                        site.pki().authority(),
                        site.pki()
                                .authority()
                                .revoke(serials, ++changes, site.pki().validFor(Duration.ofDays(7))));
    }

    /** The next who gets an account for atlas gets one of another pool, or of the usual one. */
    private void map(SplittableRandom random) {
        site.write(
                "etc/accounts.map",
                site.read("etc/accounts.map")
                        .replaceAll("(?m)^(\"/atlas/\\*\") .*$", "$1 " + (random.nextBoolean() ? ".ops" : ".atlas")));
    }

    /** The site serves the VO cms, or does not. */
    private void changePack(SplittableRandom random) {
        site.write(
                "etc/policy/data/vos.yaml",
                site.read("etc/policy/data/vos.yaml")
                        .replaceFirst("(  cms:\\n    supported: )\\w+", "$1" + random.nextBoolean()));
    }

    /** Nobody is told: servers look when more than a minute went by. */
    private void changeVomsServers(SplittableRandom random) throws IOException {
        Path file = site.pki().vomsDirectory().resolve(LSC);
        Path away = site.file("away.lsc");
        if (Files.exists(file) && random.nextBoolean()) {
            Files.move(file, away);
        } else if (Files.exists(away)) {
            Files.move(away, file);
        }
        time = latest.plusSeconds(61);
    }

    private static List<String> outcome(Exchange.Reply reply) {
        return List.of(String.valueOf(reply.status()), reply.decision(), reply.user(), reply.uid());
    }

    /** All that is not by chance, or by the time that it took. */
    private List<String> records(String name) {
        return site.read("var/" + name + "-audit.jsonl")
                .lines()
                .map(line -> line.replaceAll("\"(?:callId|chain)\":\"[^\"]*\"|\"(?:durationMicros|seq)\":\\d+", ""))
                .toList();
    }
}
