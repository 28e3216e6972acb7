package org.portcullis.pdp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final Path SHIPPED = Path.of("../conf/portcullis.yaml");

    /** Records whose keys are those of the section around them. */
    private static final Set<Class<?>> FLAT = Set.of(
            PdpConfig.AuditFiles.class,
            MapsConfig.class,
            MapsConfig.MapFiles.class,
            MapsConfig.Users.class,
            MapsConfig.Order.class,
            MapsConfig.Limits.class,
            PdpConfig.Waits.class);

    @TempDir
    private Path directory;

    @Test
    void shippedConfigEqualsDefaults() throws IOException {
        PdpConfig shipped = ConfigReader.read(SHIPPED);

        assertThat(read("{}")).isEqualTo(shipped);
        assertThat(read("")).isEqualTo(shipped);
        assertThat(read("# nothing but a comment\n")).isEqualTo(shipped);
    }

    @Test
    void everyKeyIsDocumented() throws IOException {
        String shipped = Files.readString(SHIPPED);

        assertThat(keys(PdpConfig.class))
                .hasSizeGreaterThan(15)
                .allSatisfy(key -> assertThat(shipped).containsPattern("(?m)^ *" + key + ":"));
    }

    @Test
    void relativePathsAreTakenFromTheDirectoryOfTheFile() throws IOException {
        PdpConfig config = read("policy: {bans: bans.txt, peps: ../peps.yaml, pack: /etc/pack}\n");

        assertThat(config.policy().bans()).isEqualTo(directory.resolve("bans.txt"));
        assertThat(config.policy().peps()).isEqualTo(directory.resolveSibling("peps.yaml"));
        assertThat(config.policy().pack()).isEqualTo(Path.of("/etc/pack"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: {lisen: x}             | 1:10: unknown key `server.lisen`, did you mean `listen`?",
                "server: {zzzzzzzzzzzz: x}      | 1:10: unknown key `server.zzzzzzzzzzzz`",
                "sever: {}                      | 1:1: unknown key `sever`, did you mean `server`?",
                "server: {idle: 30}             | 1:16: `server.idle` must be a time such as 500ms, 10s, 5m, 2h or 1d",
                "server: {idle: -1s}            | 1:16: `server.idle` must be a time such as 500ms, 10s, 5m, 2h or 1d",
                "server: {drain: 10 s}          | 1:17: `server.drain` must be a time such as 500ms, 10s, 5m, 2h or 1d",
                "server: {max-body: 512}        | 1:20: `server.max-body` must be a size such as 65536B, 512KiB or 1MiB",
                "server: {max-body: 65MiB}      | 1:20: `server.max-body` must be 1B to 64MiB",
                "server: {max-body: 0B}         | 1:20: `server.max-body` must be 1B to 64MiB",
                "server: {threads: 7}           | 1:19: `server.threads` must be a number from 8 to 1024",
                "server: {warm-up: 500ms}       | 1:19: `server.warm-up` must be 1s at least",
                "server: {threads: many}        | 1:19: `server.threads` must be a number from 8 to 1024",
                "server: {listen: 8443}         | 1:18: `server.listen` must be host:port or [address]:port",
                "server: {listen: '1.2.3.4:65536'} | 1:18: `server.listen` must be host:port or [address]:port",
                "server: {listen: [a, b]}       | 1:18: `server.listen` must be a single value",
                "server: {codec: fast}          | 1:17: `server.codec` must be one of hot, reference",
                "server: {per-peer: 0}          | 1:20: `server.per-peer` must be a number from 1 to 1024",
                "server: {handshake: 16s}       | 1:21: `server.handshake` must be from 1s to 15s",
                "admin: {listen: 9443}          | 1:17: `admin.listen` must be host:port or [address]:port",
                "admin: {lisen: off}            | 1:9: unknown key `admin.lisen`, did you mean `listen`?",
                "tls: {reread: 11s}             | 1:15: `tls.reread` must be from 100ms to 10s",
                "tls: {reread: 99ms}            | 1:15: `tls.reread` must be from 100ms to 10s",
                "tls: {crls: maybe}             | 1:13: `tls.crls` must be one of require, if-valid, ignore",
                "tls: {crls: REQUIRE}           | 1:13: `tls.crls` must be one of require, if-valid, ignore",
                "chain-cache: {age: 61s}        | 1:20: `chain-cache.age` must be from 1ms to 60s",
                "chain-cache: {entries: 0}      | 1:24: `chain-cache.entries` must be a number from 1 to 1000000",
                "storage: {audit-sync: yes}     | 1:23: `storage.audit-sync` must be true or false",
                "storage: {audit-segment-size: 2GiB} | 1:31: `storage.audit-segment-size` must be 64KiB to 1GiB, or 0",
                "storage: {audit-segment-age: soon} | 1:30: `storage.audit-segment-age` must be a time such as 500ms, 10s, 5m, 2h or 1d, or 0",
                "storage: {audit-on-full: wait} | 1:26: `storage.audit-on-full` must be one of deny, block, drop",
                "storage: {audit-keep: 89d}     | 1:23: `storage.audit-keep` must be from 90d to 36500d, or 0",
                "storage: {audit-pseudonyms: 1h} | 1:29: `storage.audit-pseudonyms` must be from 1d to 36500d, or 0",
                "tokens: {max-lifetime: 6}      | 1:24: `tokens.max-lifetime` must be a time such as 500ms, 10s, 5m, 2h or 1d",
                "tokens: {issuers: [{issuer: 'x', vo: 'a b', jwks: k, audience: [x]}]} | 1:38: `tokens.issuers.vo` must be a VO such as atlas",
                "tokens: {issuers: [{issuer: x, vo: a, jwks: 'http://x/', audience: [x]}]} | 1:45: `tokens.issuers.jwks` must be a file or an https address",
                "tokens: {issuers: [{issuer: x, vo: a, jwks: k}]} | `tokens.issuers.audience` is missing or empty",
                "tokens: {issuers: [{vo: a, jwks: k, audience: [x]}]} | `tokens.issuers.issuer` is missing",
                "storage: {audit: ''}           | 1:18: `storage.audit` must be a path",
                "mapping: {min-uid: 0}          | 1:20: `mapping.min-uid` must be a number from 1 to 2147483647",
                "mapping: {verified-only: [atlas]} | 1:27: `mapping.verified-only` must be pools as in the account map, such as .atlas",
                "shadow: on                     | 1:9: `shadow` must be off, or a mapping of keys to values",
                "shadow: {timeout: 2s}          | 1:9: `shadow.url` is missing",
                "shadow: {url: 'http://x/'}     | 1:15: `shadow.url` must be an https address such as https://scas.example.org:8443/",
                "shadow: {url: 'https://x/', queue: 0} | 1:36: `shadow.queue` must be a number from 1 to 100000",
                "mapping: {dialect: gums}       | 1:20: `mapping.dialect` must be one of argus, lcmaps",
                "mapping: {users: ldap}         | 1:18: `mapping.users` must be one of files, getent, table",
                "mapping: {users: [files, ldap]} | 1:26: `mapping.users` must be one of files, getent, table",
                "mapping: {accounts: []}        | 1:10: `mapping.accounts` is empty",
                "mapping: {map-min: -1}         | 1:20: `mapping.map-min` must be a number from 0 to 1000",
                "mapping: {forbidden: nobody}   | 1:22: `mapping.forbidden` must be a list",
                "mapping: {leases: {store: mysql}} | 1:27: `mapping.leases.store` must be one of sqlite, postgresql, gridmapdir",
                "mapping: {leases: {store: postgresql}} | 1:19: `mapping.leases.postgresql` is missing",
                "mapping: {leases: {store: gridmapdir}} | 1:19: `mapping.leases.gridmapdir` is missing",
                "mapping: {leases: {store: gridmapdir, gridmapdir: {}}} | 1:51: `mapping.leases.gridmapdir.directory` is missing",
                "mapping: {leases: {gridmapdir: {directory: /g}}} | 1:32: `mapping.leases.gridmapdir` is for `store: gridmapdir`, but the store is sqlite: change or remove one of them",
                "mapping: {leases: {store: postgresql, postgresql: {url: 'jdbc:postgresql://db/x', user: u}}} | 1:51: `mapping.leases.postgresql.password` is missing",
                "mapping: {leases: {store: postgresql, postgresql: {url: 'jdbc:mysql://db/x', user: u, password: 'env:P'}}} | 1:57: `mapping.leases.postgresql.url` must be like jdbc:postgresql://db.example.org/portcullis?sslmode=verify-full",
                "mapping: {leases: {store: postgresql, postgresql: {url: 'jdbc:postgresql://db/x?password=y', user: u, password: 'env:P'}}} | 1:57: `mapping.leases.postgresql.url` must not hold credentials: give `user` and `password`",
                "mapping: {leases: {store: postgresql, postgresql: {url: 'jdbc:postgresql://db/x', user: u, password: y}}} | 1:102: `mapping.leases.postgresql.password` must be file:PATH or env:NAME, where the password is read from",
                "mapping: {leases: {store: gridmapdir, gridmapdir: {directry: /g, directory: /g}}} | 1:52: unknown key `mapping.leases.gridmapdir.directry`, did you mean `directory`?",
                "policy: {last-good: maybe}     | 1:21: `policy.last-good` must be one of use, refuse",
                "policy: {signing: {required: 3}} | 1:30: `policy.signing.required` must be a number from 0 to 2",
                "policy: {signing: {keys: [a], required: 2}} | `policy.signing.required` is more than there are keys",
                "policy: {signing: {required: 1}} | `policy.signing.required` is more than there are keys",
                "server: 1                      | 1:9: `server` must be a mapping of keys to values",
                "server: {idle: 1s, idle: 2s}   | 1:20: `server.idle` is given before",
            })
    void whatIsWrongIsSaidWithItsPlace(String yaml, String problem) {
        assertThat(problems(yaml)).containsExactly(problem);
    }

    @Test
    void mapsAreOneFileOrAListAndTheDialectSaysWhatGoesFirst() throws IOException {
        MapsConfig one = read("mapping: {accounts: a}\n").mapping().maps();
        MapsConfig two = read("mapping: {dialect: lcmaps, accounts: [a, b], users: [table, getent]}\n")
                .mapping()
                .maps();

        assertThat(one.files().accounts()).containsExactly(directory.resolve("a"));
        assertThat(one.order().preferDnForLoginName()).isTrue();
        assertThat(two.files().accounts()).containsExactly(directory.resolve("a"), directory.resolve("b"));
        assertThat(two.users().users()).containsExactly(MapsConfig.UserPlace.TABLE, MapsConfig.UserPlace.GETENT);
        assertThat(two.order()).isEqualTo(new MapsConfig.Order(false, false, false, 0, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: [ | :1:",
                "a: b: c | :1:5: not YAML",
                "'\tserver: {}' | :1:1: not YAML",
                "--- a\\n--- b | : not YAML",
                "{[a]: b} | cannot be read: Non scalar key"
            })
    void whatIsNoYamlIsRefused(String yaml, String place) {
        assertThat(problems(yaml.replace("\\n", "\n")))
                .singleElement()
                .asString()
                .contains(place.replaceFirst("^:", ""));
    }

    @Test
    void everyProblemHasALineOfItsOwn() {
        assertThat(problems("""
                server:
                  lisen: 0.0.0.0:1
                  idle: soon
                tls:
                  crls: maybe
                storag: {}
                """))
                .containsExactlyInAnyOrder(
                        "2:3: unknown key `server.lisen`, did you mean `listen`?",
                        "3:9: `server.idle` must be a time such as 500ms, 10s, 5m, 2h or 1d",
                        "5:9: `tls.crls` must be one of require, if-valid, ignore",
                        "6:1: unknown key `storag`, did you mean `storage`?");
    }

    @Test
    void leasesAreKeptWhereTheFileSays() throws IOException {
        assertThat(leases("{store: sqlite}")).isEqualTo(new LeasePlace.Sqlite());
        assertThat(leases("{store: gridmapdir, gridmapdir: {directory: map}}"))
                .isEqualTo(new LeasePlace.Gridmapdir(directory.resolve("map")));
        assertThat(leases(
                        "{store: postgresql, postgresql: {url: 'jdbc:postgresql://db/x', user: u, password: 'env:P'}}"))
                .isEqualTo(new LeasePlace.Postgresql(
                        "jdbc:postgresql://db/x", "u", new SecretPlace(SecretPlace.Kind.ENV, "P")));
    }

    private LeasePlace leases(String yaml) throws IOException {
        return read("mapping: {leases: " + yaml + "}\n").mapping().leases().store();
    }

    @Test
    void missingFileIsNamed() {
        Path missing = directory.resolve("missing.yaml");

        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(missing));

        assertThat(refused.problems()).containsExactly(missing + ": no such file");
    }

    private PdpConfig read(String yaml) throws IOException {
        return ConfigReader.read(Files.writeString(directory.resolve("portcullis.yaml"), yaml));
    }

    /** The problems without the name of the file. */
    private List<String> problems(String yaml) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(refused).as(yaml).isNotNull();
        String file = directory.resolve("portcullis.yaml") + ":";
        return refused.problems().stream()
                .map(line -> line.replace(file, "").strip())
                .toList();
    }

    /** Every key as the file spells it: the names of record components, words joined by hyphens. */
    private static Stream<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(ConfigReaderTest::keys);
    }

    private static Stream<String> keys(RecordComponent component) {
        String key = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        boolean flat = FLAT.contains(component.getType());
        Stream<String> inner = component.getType().isRecord() ? keys(component.getType()) : Stream.empty();
        return flat ? inner : Stream.concat(Stream.of(key.replace("max-body-bytes", "max-body")), inner);
    }
}
