package org.portcullis.pdp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in {@code conf.d} and in the environment counts, and whoever is wrong there is told where. */
class ConfigLayersTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void mainFile() throws IOException {
        write("portcullis.yaml", """
                server:
                  idle: 10s
                  drain: 10s
                mapping:
                  forbidden: [nobody, root]
                """);
        Files.createDirectory(directory.resolve("conf.d"));
    }

    @Test
    void filesOfTheDirectoryAreLaidOverTheMainFileInTheOrderOfTheirNames() throws IOException {
        write("conf.d/10-site.yaml", "server: {idle: 20s, threads: 64}\nmapping: {forbidden: [daemon]}\n");
        write("conf.d/20-host.yaml", "server: {idle: 30s}\n");

        PdpConfig config = read(Map.of());

        assertThat(config.server().waits().idle()).hasSeconds(30);
        assertThat(config.server().waits().drain()).hasSeconds(10);
        assertThat(config.server().threads()).isEqualTo(64);
        assertThat(config.mapping().maps().limits().forbidden()).containsExactly("daemon");
    }

    @Test
    void relativePathsAreThoseOfTheMainFileWhoeverGivesThem() throws IOException {
        write("conf.d/10.yaml", "policy: {bans: bans.txt}\n");

        PdpConfig config = read(Map.of("PORTCULLIS_POLICY_PEPS", "peps.yaml"));

        assertThat(config.policy().bans()).isEqualTo(directory.resolve("bans.txt"));
        assertThat(config.policy().peps()).isEqualTo(directory.resolve("peps.yaml"));
    }

    @Test
    void filesThatAreNotMeantAreLeftAlone() throws IOException {
        write("conf.d/.10.yaml.swp", "[");
        write("conf.d/.hidden.yaml", "[");
        write("conf.d/10.yaml~", "[");
        write("conf.d/10.yaml.dpkg-new", "[");
        write("conf.d/empty.yaml", "# nothing yet\n");

        assertThat(read(Map.of()).server().waits().idle()).hasSeconds(10);
    }

    @Test
    void directoryNeedNotBeThere() throws IOException {
        Files.delete(directory.resolve("conf.d"));

        assertThat(read(Map.of()).server().waits().idle()).hasSeconds(10);
    }

    @Test
    void problemsNameTheFileTheyAreIn() throws IOException {
        write("conf.d/10.yaml", "server:\n  idle: soon\n  lisen: x\n");
        write("conf.d/20.yaml", "mapping: {leases: {store: gridmapdir}}\n");

        assertThat(problems(Map.of("PORTCULLIS_SERVER_DRAIN", "never")))
                .containsExactlyInAnyOrder(
                        "conf.d/10.yaml:2:9: `server.idle` must be a time such as 500ms, 10s, 5m, 2h or 1d",
                        "conf.d/10.yaml:3:3: unknown key `server.lisen`, did you mean `listen`?",
                        "conf.d/20.yaml:1:19: `mapping.leases.gridmapdir` is missing",
                        "environment PORTCULLIS_SERVER_DRAIN: `server.drain` must be a time such as 500ms, 10s, 5m, 2h or 1d");
    }

    @Test
    void filesThatCannotBeReadAreAllNamed() throws IOException {
        write("conf.d/10.yaml", "server: [");
        write("conf.d/20.yaml", "- server\n");
        write("conf.d/30.yml", "server: {}\n");

        List<String> problems = problems(Map.of());

        assertThat(problems).hasSize(3);
        assertThat(problems.get(0)).isEqualTo("conf.d/30.yml: is not read: call it .yaml, or take it away");
        assertThat(problems.get(1)).startsWith("conf.d/10.yaml:1:").contains("not YAML");
        assertThat(problems.get(2)).isEqualTo("conf.d/20.yaml:1:1: must be a mapping of keys to values");
    }

    @Test
    void directoryThatIsNoneIsAProblem() throws IOException {
        Files.delete(directory.resolve("conf.d"));
        write("conf.d", "");

        assertThat(problems(Map.of())).singleElement().asString().contains("conf.d: cannot be read");
    }

    @Test
    void keyThatAFileGivesTwiceIsAProblemAlsoWhereAnotherOneIsLaidOverIt() throws IOException {
        write("conf.d/10.yaml", "server: {idle: 1s, idle: 2s}\n");
        assertThat(problems(Map.of())).containsExactly("conf.d/10.yaml:1:20: `server.idle` is given before");

        write("portcullis.yaml", "server: {idle: 1s, idle: 2s}\n");
        write("conf.d/10.yaml", "server: {idle: 3s}\n");
        assertThat(problems(Map.of())).containsExactly("portcullis.yaml:1:20: `server.idle` is given before");
    }

    @Test
    void variablesGoBeforeFiles() throws IOException {
        write("conf.d/10.yaml", "server: {idle: 20s}\n");

        PdpConfig config = read(Map.of(
                "PORTCULLIS_SERVER_IDLE", "40s",
                "PORTCULLIS_CHAIN_CACHE_AGE", "7s",
                "PORTCULLIS_POLICY_SIGNING_REQUIRED", "0",
                "PORTCULLIS_SERVER_LISTEN", "127.0.0.1:18443",
                "PORTCULLIS_SHADOW_URL", "https://scas.example.org/",
                "PATH", "/bin"));

        assertThat(config.server().waits().idle()).hasSeconds(40);
        assertThat(config.server().listen()).isEqualTo(Values.address("127.0.0.1:18443"));
        assertThat(config.chainCache().age()).hasSeconds(7);
        assertThat(config.shadow()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORTCULLIS_SERVER_LISTE   | x        | names no key of the configuration, did you mean `PORTCULLIS_SERVER_LISTEN`?",
                "PORTCULLIS_ANYTHING_ELSE  | x        | names no key of the configuration",
                "PORTCULLIS_SERVER         | x        | names no key of the configuration",
                "PORTCULLIS_SERVER_PORT    | 8443     | names no key of the configuration",
                "PORTCULLIS_CLUSTER_HEALTH | a:1      | `cluster.health` is no single value: set it in a file",
                "PORTCULLIS_SERVER_ISSUER  | ' '      | `server.issuer` is empty: give a value, or unset the variable",
                "PORTCULLIS_SERVER_THREADS | many     | `server.threads` must be a number from 8 to 1024",
                "PORTCULLIS_MAPPING_LEASES_POSTGRESQL_PASSWORD | s3cret | `mapping.leases.postgresql.password` must be file:PATH, where the secret is read from",
                "PORTCULLIS_MAPPING_LEASES_POSTGRESQL_PASSWORD | env:X  | `mapping.leases.postgresql.password` must be file:PATH, where the secret is read from",
            })
    void variableThatCannotBeUsedIsNamed(String variable, String value, String problem) {
        assertThat(problems(Map.of(variable, value))).containsExactly("environment " + variable + ": " + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PORTCULLIS_JAVA_OPTIONS=-Xmx1g",
                "PORTCULLIS_URL=https://localhost/",
                "PORTCULLIS_SERVICE_HOST=10.0.0.1",
                "PORTCULLIS_SERVICE_PORT_HTTPS=8443",
                "PORTCULLIS_PORT=tcp://10.0.0.1:8443",
                "PORTCULLIS_PORT_8443_TCP_ADDR=10.0.0.1",
                "PORTCULLIS_SERVER_PORT_8443_TCP=tcp://10.0.0.1:8443",
                "PORTCULLISX=x",
            })
    void variableThatIsNoKeyIsLeftAlone(String variable) {
        String[] parts = variable.split("=", -1);

        assertThat(read(Map.of(parts[0], parts[1])).server().waits().idle()).hasSeconds(10);
    }

    @Test
    void variableThatAFileTakesASecretFromIsNoKey() throws IOException {
        write("conf.d/db.yaml", """
                mapping:
                  leases:
                    store: postgresql
                    postgresql: {url: jdbc:postgresql://db/x, user: u, password: env:PORTCULLIS_DB_PASSWORD}
                """);

        assertThat(read(Map.of("PORTCULLIS_DB_PASSWORD", "s3cret"))
                        .mapping()
                        .leases()
                        .store())
                .isEqualTo(new LeasePlace.Postgresql(
                        "jdbc:postgresql://db/x",
                        "u",
                        new SecretPlace(SecretPlace.Kind.ENV, "PORTCULLIS_DB_PASSWORD")));
    }

    @Test
    void everyKeyHasAVariableOfItsOwn() {
        Set<String> variables = new HashSet<>();

        assertThat(ConfigSchema.shipped().keys())
                .allSatisfy(key -> assertThat(variables.add(EnvironmentLayer.variable(key.path())))
                        .as(key.path())
                        .isTrue());
        assertThat(variables).contains("PORTCULLIS_SERVER_LISTEN", "PORTCULLIS_CHAIN_CACHE_AGE");
    }

    private PdpConfig read(Map<String, String> environment) {
        return ConfigReader.read(directory.resolve("portcullis.yaml"), environment);
    }

    /** The problems without the name of the directory. */
    private List<String> problems(Map<String, String> environment) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(environment));
        assertThat(refused).as("the configuration is refused").isNotNull();
        return refused.problems().stream()
                .map(line -> line.replace(directory + "/", ""))
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
