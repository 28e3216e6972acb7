package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.store.SqliteBanStore;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.pdp.trust.TestIssuer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The site of the acceptance scenarios, with a clock that can be set, and two servers that share its bans. */
final class ScenarioSite implements AutoCloseable {
    private static final Path SCENARIOS = Path.of("../policies/src/test/resources/scenarios");
    private static final List<String> PEPS = List.of("E1", "E2", "E3", "E4");

    private final TestSite site;
    private final ScenarioCredentials credentials;
    private final Map<String, Identity> callers = new HashMap<>();
    private final Map<String, String> changed = new LinkedHashMap<>();
    private final List<String> bans = new ArrayList<>();
    private final SqliteBanStore store;
    private PdpServer server;
    private PdpServer other;
    private volatile InstantSource clock = InstantSource.system();

    private ScenarioSite(TestSite site) {
        this.site = site;
        credentials = new ScenarioCredentials(site, TestIssuer.create("https://atlas.example.org/", "k1"));
        PEPS.forEach(name -> callers.put(name, site.pki().host(name)));
        callers.put("nobody", site.pki().host("nobody.example.org"));
        callers.put("pilot", site.atlasProxy("PA1", "/atlas/Role=pilot"));
        furnish();
        store = new SqliteBanStore(
                ConfigReader.read(site.configFile()).storage().bans());
        site.write(
                "etc/other.yaml",
                site.read("etc/portcullis.yaml").replaceAll("var/(leases|audit|members|portcullis)", "var/other-$1"));
        server = start("etc/portcullis.yaml");
        other = start("etc/other.yaml");
    }

    private PdpServer start(String configuration) {
        return PdpServer.start(ConfigReader.read(site.file(configuration)), () -> clock.instant());
    }

    /** Has both servers begin anew with what was changed, today: their own certificates are not of the time that is played. */
    void restart() {
        InstantSource played = clock;
        close();
        clock = InstantSource.system();
        server = start("etc/portcullis.yaml");
        other = start("etc/other.yaml");
        clock = played;
    }

    static ScenarioSite in(Path directory) {
        return new ScenarioSite(TestSite.in(directory));
    }

    /** The people of the scenarios, by names that the authority of this site can give. */
    static String renamed(String text) {
        return text.replace("/DC=org/DC=example/", "/C=XX/O=Grid/");
    }

    private void furnish() {
        try (Stream<Path> data = Files.list(site.file("etc/policy/data"))) {
            data.map(file -> "etc/policy/data/" + file.getFileName())
                    .forEach(name -> site.write(name, renamed(site.read(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder peps = new StringBuilder("peps:\n");
        PEPS.forEach(name -> peps.append("  - {dn: /C=XX/O=Grid/CN=" + name
                + ", hosts: ['*'], resources: [wn, ce, se, rb, other, unspecified], assert-bare: true}\n"));
        site.write("etc/peps.yaml", peps + """
                pilots:
                  fqans: [/atlas/Role=pilot]
                  networks: [127.0.0.0/8]
                  proof-of-possession: none
                """);
        site.write("etc/storage.map", "\"/atlas/*\" /pnfs/atlas, /pnfs/atlas/users\n");
        site.write(
                "etc/accounts.map",
                "\"/atlas/*/Role=production\" .atlasprd\n"
                        + site.read("etc/accounts.map").replace("\"/atlas/Role=production\" .atlasprd\n", "")
                        + "\"/lhcb/*\" .lhcb\n");
        site.write("etc/group", site.read("etc/group") + "lhcb:x:3900:\n");
        StringBuilder people = new StringBuilder(site.read("etc/passwd"));
        List.of("tiny001", "small001", "gone001", "gone002", "lhcb001")
                .forEach(name -> people.append(name + ":x:" + (49000 + people.length() % 1000) + ":3900::/:/bin/sh\n"));
        site.write("etc/passwd", people.toString());
        site.replace("etc/portcullis.yaml", "mapping:\n", "mapping:\n  storage: [storage.map]\n");
        site.write("etc/portcullis.yaml", site.read("etc/portcullis.yaml") + credentials.trustedIssuer());
    }

    TestSite site() {
        return site;
    }

    ScenarioCredentials credentials() {
        return credentials;
    }

    void setClock(String at) {
        clock = at.equals("now") ? InstantSource.system() : fixed(Instant.parse(at));
    }

    private static InstantSource fixed(Instant at) {
        return () -> at;
    }

    /** Puts the files of a directory in the place of the pack's, until {@link #restore}. */
    void packWith(String directory) throws IOException {
        Path files = SCENARIOS.resolve("with").resolve(directory);
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                change("etc/policy/" + files.relativize(file), renamed(Files.readString(file, UTF_8)));
            }
        }
    }

    /** Changes a file until {@link #restore}. */
    void change(String name, String text) {
        changed.putIfAbsent(name, site.read(name));
        site.write(name, text);
    }

    void ban(String selector, String until) {
        Instant start = clock.instant().minusSeconds(3600);
        BanPeriod period = new BanPeriod(start, until.isEmpty() ? Instant.MAX : Instant.parse(until));
        Ban ban = Ban.parse(
                selector.replace("{authority}", site.pki().authority().name().value()));
        BanEvent event = store.add(List.of(new SqliteBanStore.Draft(ban, BanNote.NONE, period)), start)
                .get(0);
        bans.add(event.entry().id());
    }

    void liftAll() {
        bans.forEach(id -> store.change(id, BanEvent.Kind.LIFTED, entry -> entry, clock.instant()));
        bans.clear();
    }

    void release(String account) {
        try (LeaseRegister leases = SqliteLeases.open(site.file("var/leases.db"))) {
            leases.release(account, clock.instant(), "test", "scenario");
            Instant patience = InstantSource.system().instant().plusSeconds(1);
            Awaitility.await().until(() -> InstantSource.system().instant().isAfter(patience));
        }
    }

    /** Has both servers take what was changed. */
    void take() {
        Reloader.Outcome first = server.reload();
        Reloader.Outcome second = other.reload();
        if (!first.success() || !second.success()) {
            throw new IllegalStateException(String.join("; ", first.problems()) + String.join("; ", second.problems()));
        }
    }

    String metrics() throws IOException {
        try (InputStream page = new URL("http://127.0.0.1:" + server.healthPort() + "/metrics").openStream()) {
            return new String(page.readAllBytes(), UTF_8);
        }
    }

    void restore() {
        liftAll();
        changed.forEach(site::write);
        changed.clear();
        setClock("now");
        take();
    }

    Exchange.Reply ask(String caller, boolean atTheOther, String question) throws IOException {
        return site.as(callers.getOrDefault(caller, site.pep()), atTheOther ? other : server)
                .post(question);
    }

    /** The last record of what was decided; JSON is YAML. */
    Map<?, ?> lastRecord(boolean ofTheOther) {
        List<String> lines = site.read(ofTheOther ? "var/other-audit.jsonl" : "var/audit.jsonl")
                .lines()
                .toList();
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(lines.get(lines.size() - 1));
    }

    @Override
    public void close() {
        other.close();
        server.close();
    }
}
