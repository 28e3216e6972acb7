package org.portcullis.pdp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown is what is in force. */
class SettingTest {
    @TempDir
    private Path directory;

    @Test
    void everyValueComesWithItsOrigin() throws IOException {
        Path file = write("portcullis.yaml", "server:\n  threads: 64\n  idle: 20s\npolicy: {bans: bans.txt}\n");
        Files.createDirectory(directory.resolve("conf.d"));
        Path more = write("conf.d/10.yaml", "mapping:\n  forbidden: [nobody, root]\n");

        assertThat(show(Map.of("PORTCULLIS_SERVER_IDLE", "40s")))
                .contains(
                        new Setting("server.threads", "64", file + ":2", false),
                        new Setting("server.idle", "40s", "environment PORTCULLIS_SERVER_IDLE", false),
                        new Setting("server.drain", "10s", "default", false),
                        new Setting("server.max-body", "512KiB", "default", false),
                        new Setting("policy.bans", directory + "/bans.txt", file + ":4", true),
                        new Setting("mapping.forbidden", "[nobody, root]", more + ":2", false),
                        new Setting("mapping.accounts", "/etc/portcullis/accounts.map", "default", true),
                        new Setting("admin.listen", "off", "default", false),
                        new Setting("tokens.issuers", "[]", "default", false));
    }

    @Test
    void defaultsThatHangOnOtherKeysAreThoseInForce() throws IOException {
        write("portcullis.yaml", """
                policy: {signing: {keys: [one.pem]}}
                mapping: {dialect: lcmaps}
                storage: {audit: log/audit.jsonl}
                """);

        assertThat(show(Map.of()))
                .contains(
                        new Setting("policy.signing.required", "1", "default", false),
                        new Setting("mapping.prefer-dn-for-login-name", "false", "default", false),
                        new Setting("storage.audit-key", directory + "/log/audit.key", "default", false));
    }

    @Test
    void keysComeInTheOrderOfTheShippedFileAndThoseOfAbsentSectionsNotAtAll() throws IOException {
        write("portcullis.yaml", "");

        List<String> keys = show(Map.of()).stream().map(Setting::key).toList();

        assertThat(keys).startsWith("server.listen", "server.issuer").endsWith("storage.pid-file", "shadow");
        assertThat(keys).noneMatch(key -> key.contains("postgresql") || key.startsWith("shadow."));
    }

    @Test
    void ofASecretOnlyItsPlaceIsShown() throws IOException {
        write("leases.password", "s3cret\n");
        write("portcullis.yaml", """
                mapping:
                  leases:
                    store: postgresql
                    postgresql: {url: jdbc:postgresql://db/x, user: u, password: file:leases.password}
                shadow: {url: https://scas.example.org/}
                tokens:
                  issuers: [{issuer: https://iam/, vo: atlas, jwks: keys.json, audience: [a, b]}]
                """);

        List<Setting> shown = show(Map.of());

        assertThat(shown)
                .extracting(setting -> setting.key() + "=" + setting.value())
                .contains(
                        "mapping.leases.postgresql.password=file:" + directory + "/leases.password",
                        "shadow.url=https://scas.example.org/",
                        "shadow.timeout=2s",
                        "tokens.issuers=[{issuer: https://iam/, vo: atlas, jwks: keys.json, audience: [a, b]}]")
                .noneMatch(line -> line.startsWith("shadow=") || line.contains("s3cret"));
    }

    private List<Setting> show(Map<String, String> environment) {
        return ConfigReader.settings(directory.resolve("portcullis.yaml"), environment);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
