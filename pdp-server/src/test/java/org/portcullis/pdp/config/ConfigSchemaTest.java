package org.portcullis.pdp.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.json.JsonText;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Schema, reader and shipped file know the same keys with the same defaults. */
class ConfigSchemaTest {
    private static final Path CONF = Path.of("../conf");
    private static final ConfigSchema SCHEMA = ConfigSchema.shipped();
    private static final JsonSchema VALIDATOR =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA.text());

    /** Keys that the shipped file has in comments only: what they belong to is off by default. */
    private static final Set<String> IN_COMMENTS = Set.of(
            "mapping.leases.postgresql.url",
            "mapping.leases.postgresql.user",
            "mapping.leases.postgresql.password",
            "mapping.leases.gridmapdir.directory",
            "shadow.url",
            "shadow.timeout",
            "shadow.queue",
            "shadow.differences");

    @TempDir
    private Path directory;

    @Test
    void schemaIsTheOneBesideTheConfiguration() throws IOException {
        assertThat(SCHEMA.text()).isEqualTo(Files.readString(CONF.resolve("portcullis.schema.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"portcullis.yaml", "quickstart/portcullis.yaml"})
    void shippedFilesKeepTheSchema(String file) throws IOException {
        assertThat(violations(Files.readString(CONF.resolve(file)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server: {listen: '[::1]:0', warm-up: never, max-body: 1MiB}",
                "admin: {listen: 127.0.0.1:9443}",
                "mapping: {accounts: [a, b], users: [files, getent], verified-only: [.atlas]}",
                "mapping: {leases: {store: gridmapdir, gridmapdir: {directory: /g}}}",
                "mapping: {leases: {postgresql: {url: 'jdbc:postgresql://db/x', user: u, password: 'env:P'}}}",
                "storage: {audit-segment-size: 0, audit-segment-age: 1h, audit-on-full: drop, audit-keep: 0}",
                "shadow: {url: 'https://scas.example.org/'}",
                "tokens: {issuers: [{issuer: x, vo: atlas, jwks: k, audience: [x]}]}",
            })
    void whatTheReaderTakesOrMightTakeKeepsTheSchema(String yaml) {
        assertThat(violations(yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sever: {}                            | sever",
                "server: {lisen: x}                   | lisen",
                "server: {idle: 30}                   | idle",
                "server: {idle: soon}                 | idle",
                "server: {threads: 7}                 | threads",
                "server: {listen: 8443}               | listen",
                "tls: {crls: maybe}                   | crls",
                "storage: {audit-sync: 'yes'}         | audit-sync",
                "storage: {audit-on-full: wait}       | audit-on-full",
                "storage: {audit-keep: 1}             | audit-keep",
                "mapping: {users: ldap}               | users",
                "mapping: {accounts: []}              | accounts",
                "mapping: {forbidden: nobody}         | forbidden",
                "mapping: {leases: {gridmapdir: {}}}  | directory",
                "shadow: 'on'                         | shadow",
                "shadow: {timeout: 2s}                | url",
                "tokens: {issuers: [{issuer: x}]}     | audience",
            })
    void whatTheReaderRefusesBreaksTheSchema(String yaml, String named) {
        assertThat(violations(yaml))
                .anySatisfy(violation -> assertThat(violation.getMessage()).contains(named));
    }

    @Test
    void readerKnowsTheKeysOfTheSchema() throws IOException {
        Transcript transcript = new Transcript();
        read("""
                tokens: {issuers: [{issuer: x, vo: atlas, jwks: k, audience: [x]}]}
                mapping:
                  leases:
                    store: postgresql
                    postgresql: {url: jdbc:postgresql://db/x, user: u, password: env:P}
                shadow: {url: https://x/}
                """, transcript);
        read("mapping: {leases: {store: gridmapdir, gridmapdir: {directory: /g}}}\n", transcript);

        Set<String> keys = new HashSet<>(transcript.keys());
        keys.removeAll(Set.of("mapping.leases.postgresql", "mapping.leases.gridmapdir"));
        keys.removeIf(key -> key.startsWith("tokens.issuers."));

        assertThat(keys).isEqualTo(paths());
    }

    @Test
    void shippedFileSaysTheDefaultsOfTheSchema() throws IOException {
        Map<String, Object> shipped = new LinkedHashMap<>();
        flatten("", tree(Files.readString(CONF.resolve("portcullis.yaml"))), shipped);

        Map<String, Object> defaults = new LinkedHashMap<>();
        SCHEMA.keys().stream()
                .filter(key -> !IN_COMMENTS.contains(key.path()))
                .forEach(key -> defaults.put(key.path(), key.words().get("default")));

        assertThat(shipped).containsExactlyInAnyOrderEntriesOf(defaults);
        assertThat(paths()).containsAll(IN_COMMENTS);
    }

    @Test
    void readerHasTheDefaultsOfTheSchema() throws IOException {
        String off = SCHEMA.keys().stream()
                .filter(key -> !IN_COMMENTS.contains(key.path()))
                .map(key -> key.path() + "=" + key.defaultText().orElseThrow())
                .collect(Collectors.joining("\n"));
        String shadow = "shadow: {url: https://x/%s}\n";

        String shown = ConfigReader.settings(write("{}"), Map.of()).stream()
                .map(setting -> setting.key() + "=" + setting.value())
                .collect(Collectors.joining("\n"));

        assertThat(shown).isEqualTo(off);
        assertThat(read(shadow.formatted(""), new Transcript()))
                .isEqualTo(read(
                        shadow.formatted(", timeout: 2s, queue: 1000, differences: /var/log/portcullis/shadow.jsonl"),
                        new Transcript()));
    }

    @Test
    void everyKeyIsDescribedAndSaysWhetherItIsReloadable() {
        assertThat(SCHEMA.keys())
                .allSatisfy(
                        key -> assertThat(key.words()).as(key.path()).containsKeys("description", "type", "x-reload"));
        assertThat(SCHEMA.keys())
                .filteredOn(ConfigSchema.Key::reload)
                .extracting(ConfigSchema.Key::path)
                .contains("policy.pack", "policy.bans", "policy.peps", "mapping.accounts", "tls.host-cert")
                .doesNotContain("server.listen", "storage.audit");
        assertThat(SCHEMA.keys())
                .filteredOn(ConfigSchema.Key::secret)
                .extracting(ConfigSchema.Key::path)
                .containsExactly("mapping.leases.postgresql.password");
    }

    private static Set<String> paths() {
        return SCHEMA.keys().stream().map(ConfigSchema.Key::path).collect(Collectors.toSet());
    }

    private static Set<ValidationMessage> violations(String yaml) {
        return VALIDATOR.validate(JsonText.of(tree(yaml)), InputFormat.JSON);
    }

    private static Object tree(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static void flatten(String path, Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> section) {
            section.forEach((key, inner) -> flatten(path.isEmpty() ? key.toString() : path + "." + key, inner, into));
        } else {
            into.put(path, value);
        }
    }

    private PdpConfig read(String yaml, Transcript transcript) throws IOException {
        return ConfigReader.read(write(yaml), Map.of(), transcript);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("portcullis.yaml"), yaml);
    }
}
