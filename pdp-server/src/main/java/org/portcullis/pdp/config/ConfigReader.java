package org.portcullis.pdp.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * {@code portcullis.yaml}, with {@code conf.d} and the environment laid over it, to {@link PdpConfig}. Relative paths are
 * taken from the directory of that file, whoever gives them.
 */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * Reads the file, and what is laid over it.
     *
     * @throws ConfigException with every problem found
     */
    public static PdpConfig read(Path file) {
        return read(file, System.getenv());
    }

    /** As {@link #read(Path)}, with these variables. */
    static PdpConfig read(Path file, Map<String, String> environment) {
        return read(file, environment, new Transcript());
    }

    /**
     * Every key with its value in force and its origin.
     *
     * @throws ConfigException with every problem found
     */
    public static List<Setting> settings(Path file) {
        return settings(file, System.getenv());
    }

    /** As {@link #settings(Path)}, with these variables. */
    static List<Setting> settings(Path file, Map<String, String> environment) {
        Transcript transcript = new Transcript();
        read(file, environment, transcript);
        return Setting.of(transcript);
    }

    /** As {@link #read(Path)}, with every key that was asked for noted. */
    static PdpConfig read(Path file, Map<String, String> environment, Transcript transcript) {
        Problems problems = new Problems(file);
        Optional<Node> tree = ConfigLayers.read(file, environment, problems);
        Function<String, Path> path = Values.pathBeside(file.toAbsolutePath());
        return YamlFile.understand(problems, tree, root -> config(root, path), transcript);
    }

    private static PdpConfig config(YamlSection root, Function<String, Path> path) {
        return new PdpConfig(
                server(root),
                tls(root, path),
                chainCache(root),
                health(root),
                admin(root),
                TokenSection.read(root, path),
                policy(root, path),
                MappingSection.read(root, path),
                storage(root, path),
                ShadowSection.read(root, path));
    }

    private static PdpConfig.Server server(YamlSection root) {
        try (YamlSection server = root.section("server")) {
            return new PdpConfig.Server(
                    server.value("listen", Values.address("0.0.0.0:8443"), Values::address),
                    server.value("issuer", "urn:portcullis:pdp", Function.identity()),
                    server.value("threads", 128L, Values.number(8, 1024)).intValue(),
                    server.value("per-peer", 64L, Values.number(1, 1024)).intValue(),
                    server.value("max-body", 512 << 10, Values::bytes),
                    server.value("codec", PdpConfig.Codec.HOT, Values.word(PdpConfig.Codec.class)),
                    new PdpConfig.Waits(
                            server.value("handshake", Duration.ofSeconds(10), Values.between("1s", "15s")),
                            server.value("idle", Duration.ofSeconds(30), Values::duration),
                            server.value("drain", Duration.ofSeconds(10), Values::duration),
                            server.value("warm-up", Duration.ofSeconds(15), Values.neverOr(Duration.ofSeconds(1)))));
        }
    }

    private static PdpConfig.Tls tls(YamlSection root, Function<String, Path> path) {
        Path grid = Path.of("/etc/grid-security");
        try (YamlSection tls = root.section("tls")) {
            return new PdpConfig.Tls(
                    tls.value("host-cert", grid.resolve("hostcert.pem"), path),
                    tls.value("host-key", grid.resolve("hostkey.pem"), path),
                    tls.value("trust-dir", grid.resolve("certificates"), path),
                    tls.value("crls", PdpConfig.CrlMode.REQUIRE, Values.word(PdpConfig.CrlMode.class)),
                    tls.value("vomsdir", grid.resolve("vomsdir"), path),
                    tls.value("legacy-proxies", false, Values::yesOrNo),
                    tls.value("reread", Duration.ofSeconds(5), Values.between("100ms", "10s")));
        }
    }

    private static PdpConfig.ChainCache chainCache(YamlSection root) {
        try (YamlSection cache = root.section("chain-cache")) {
            return new PdpConfig.ChainCache(
                    cache.value("entries", 20_000L, Values.number(1, 1_000_000)).intValue(),
                    cache.value("age", Duration.ofSeconds(30), Values.between("1ms", "60s")));
        }
    }

    private static InetSocketAddress health(YamlSection root) {
        try (YamlSection health = root.section("health")) {
            return health.value("listen", Values.address("127.0.0.1:9404"), Values::address);
        }
    }

    private static PdpConfig.Admin admin(YamlSection root) {
        try (YamlSection admin = root.section("admin")) {
            return new PdpConfig.Admin(admin.value("listen", List.of(), ConfigReader::offOrAddress));
        }
    }

    private static List<InetSocketAddress> offOrAddress(String text) {
        return text.equals("off") ? List.of() : List.of(Values.address(text));
    }

    private static PdpConfig.Policy policy(YamlSection root, Function<String, Path> path) {
        Path etc = Path.of("/etc/portcullis");
        List<InetSocketAddress> health = cluster(root);
        try (YamlSection policy = root.section("policy")) {
            return new PdpConfig.Policy(
                    policy.value("pack", etc.resolve("policy"), path),
                    policy.value("bans", etc.resolve("bans.txt"), path),
                    policy.value("peps", etc.resolve("peps.yaml"), path),
                    policy.value("bundles", Path.of("/var/lib/portcullis/bundles"), path),
                    policy.value("last-good", PdpConfig.LastGood.USE, Values.word(PdpConfig.LastGood.class)),
                    signing(policy, path),
                    new PdpConfig.Cluster(
                            policy.value("ban-poll", Duration.ofMillis(250), Values::duration),
                            policy.value("max-ban-staleness", Duration.ofMinutes(15), Values::duration),
                            health));
        }
    }

    private static PdpConfig.Signing signing(YamlSection policy, Function<String, Path> path) {
        try (YamlSection signing = policy.section("signing")) {
            List<Path> keys = signing.list("keys", List.of(), path);
            long usual = Math.min(1, keys.size());
            long required = signing.value("required", usual, Values.number(0, 2));
            if (required > keys.size()) {
                signing.refuse("`policy.signing.required` is more than there are keys");
            }
            return new PdpConfig.Signing(keys, (int) required);
        }
    }

    private static List<InetSocketAddress> cluster(YamlSection root) {
        try (YamlSection cluster = root.section("cluster")) {
            return cluster.list("health", List.of(), Values::hostAndPort);
        }
    }

    private static PdpConfig.Storage storage(YamlSection root, Function<String, Path> path) {
        try (YamlSection storage = root.section("storage")) {
            Path audit = storage.value("audit", Path.of("/var/log/portcullis/audit.jsonl"), path);
            return new PdpConfig.Storage(
                    storage.value("leases", Path.of("/var/lib/portcullis/leases.db"), path),
                    storage.value("bans", Path.of("/var/lib/portcullis/bans.db"), path),
                    audit,
                    storage.value("audit-key", audit.resolveSibling("audit.key"), path),
                    storage.value("audit-sync", true, Values::yesOrNo),
                    auditFiles(storage),
                    storage.value("pid-file", Path.of("/run/portcullis/portcullis.pid"), path),
                    storage.value("members", Path.of("/var/lib/portcullis/members.db"), path),
                    storage.value("members-kept", Duration.ofDays(90), Values::duration));
        }
    }

    private static PdpConfig.AuditFiles auditFiles(YamlSection storage) {
        Function<String, Duration> age = Values.between("1m", "366d");
        Function<String, Duration> keep = Values.between("90d", "36500d");
        Function<String, Duration> pseudonyms = Values.between("1d", "36500d");
        return new PdpConfig.AuditFiles(
                storage.value("audit-segment-size", 256 << 20, Values.zeroOr(0, Values::fileSize)),
                storage.value("audit-segment-age", Duration.ofHours(24), Values.zeroOr(Duration.ZERO, age)),
                storage.value("audit-on-full", PdpConfig.OnFull.DENY, Values.word(PdpConfig.OnFull.class)),
                storage.value("audit-keep", Duration.ofDays(180), Values.zeroOr(Duration.ZERO, keep)),
                storage.value("audit-pseudonyms", Duration.ofDays(365), Values.zeroOr(Duration.ZERO, pseudonyms)));
    }
}
