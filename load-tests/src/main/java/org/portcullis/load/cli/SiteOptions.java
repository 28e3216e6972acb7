package org.portcullis.load.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.Pem;
import org.portcullis.load.run.Target;
import picocli.CommandLine.Option;

/** Who is asked, and who asks: by default as in a world that {@code pki} wrote. */
final class SiteOptions {
    @Option(
            names = {"--target", "--url"},
            required = true,
            description = "https address on localhost, 127.0.0.0/8 or ::1")
    private String target = "";

    @Option(names = "--world", description = "what `pki` wrote (default: the user's cache, portcullis/bench)")
    private Path world = inCache();

    @Option(names = "--cert", description = "certificate chain of the PEP, PEM (default: the world's pep/cert.pem)")
    private @Nullable Path certificate;

    @Option(names = "--key", description = "key of the PEP, PEM, not encrypted (default: the world's pep/key.pem)")
    private @Nullable Path key;

    @Option(names = "--ca-file", description = "who may vouch for the server, PEM (default: the world's ca.pem)")
    private @Nullable Path authorities;

    private static Path inCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("portcullis/bench");
    }

    Target target() {
        return Target.parse(target);
    }

    Path world() {
        return world;
    }

    MutualTls tls() {
        return MutualTls.of(
                Identity.read(either(certificate, "pep/cert.pem"), either(key, "pep/key.pem")),
                Pem.readCertificates(authorities()));
    }

    Path authorities() {
        return either(authorities, "ca.pem");
    }

    /** A file that was named, or that of the world. */
    private Path either(@Nullable Path named, String ofWorld) {
        return named == null ? ofWorld(ofWorld) : named;
    }

    /** A file of the world, which must be there. */
    Path ofWorld(String name) {
        Path file = world.resolve(name);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "no `" + file + "`: make a world with `portcullis-load pki --profile crowd" + " --dir " + world
                            + "`, and let the server trust its certificates/ and vomsdir/");
        }
        return file;
    }
}
