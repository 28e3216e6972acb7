package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.portcullis.pdp.bundle.Packs;

/** A site whose policy is rolled out as bundles, and the packs that it rolls out. */
record RolloutSite(TestSite site, Shell shell) {
    /** A site where nothing is activated yet. */
    static RolloutSite in(Path directory) {
        TestSite site = TestSite.in(directory)
                .replace("etc/portcullis.yaml", "  pack: policy\n", "  pack: ../var/bundles/current\n");
        return new RolloutSite(site, new Shell(site.configFile().toString()));
    }

    /** The same site with commands that know where a running server has its health pages. */
    RolloutSite with(ServerProcess server) {
        site.write(
                "etc/here.yaml",
                site.read("etc/portcullis.yaml")
                        .replace(
                                "health:\n  listen: 127.0.0.1:0",
                                "health:\n  listen: 127.0.0.1:" + server.healthPort()));
        return new RolloutSite(site, new Shell(site.file("etc/here.yaml").toString()));
    }

    /** A pack of that version, with something in it replaced. */
    Path pack(String name, String version, String text, String by) {
        Path pack = Packs.version(site.file(name), version);
        Path vos = pack.resolve("data/vos.yaml");
        try {
            Packs.write(vos, Files.readString(vos, UTF_8).replace(text, by));
            return pack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest of a bundle built from a pack. */
    String built(Path pack, String... more) {
        String[] line = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("policy", "build", pack.toString(), "-o", "json"),
                        java.util.Arrays.stream(more))
                .toArray(String[]::new);
        Shell.Done done = shell.run(line);
        if (done.code() != 0) {
            throw new IllegalStateException(done.err());
        }
        return done.out().replaceAll("(?s).*\"bundle\":\"([0-9a-f]{64})\".*", "$1");
    }
}
