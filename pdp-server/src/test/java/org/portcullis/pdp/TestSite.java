package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** A small site in a directory: throw-away PKI, the files of {@code conf/quickstart}, and a server on free ports. */
final class TestSite {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private final Path directory;
    private final GridPki pki;
    private final Identity pep;
    private final VomsServer voms;

    private TestSite(Path directory, GridPki pki) {
        this.directory = directory;
        this.pki = pki;
        this.pep = pki.host("pep1.example.org");
        this.voms = pki.voms(new VoName("atlas"), "voms.atlas.example.org");
    }

    static TestSite in(Path directory) {
        GridPki pki = GridPki.create(directory.resolve("pki"), InstantSource.system());
        TestSite site = new TestSite(directory, pki);
        Identity host = pki.host("localhost");
        host.writeCertificate(directory.resolve("pki/server/hostcert.pem"));
        host.writeKey(directory.resolve("pki/server/hostkey.pem"));
        site.copy(REPOSITORY.resolve("conf/quickstart"), "etc");
        site.copyPack("etc/policy");
        site.write("etc/portcullis.yaml", site.read("etc/portcullis.yaml").replaceAll("127.0.0.1:\\d+", "127.0.0.1:0"));
        site.write("var/README", "what the server keeps\n");
        return site;
    }

    /** Serves with the host credential and the authorities of another world instead of its own. */
    TestSite useHostAndAuthoritiesOf(Path world) {
        return replace("etc/portcullis.yaml", "../pki/", world.toAbsolutePath() + "/");
    }

    PdpServer start() {
        return PdpServer.start(ConfigReader.read(configFile()), InstantSource.system());
    }

    Path configFile() {
        return file("etc/portcullis.yaml");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    String read(String name) {
        try {
            return Files.readString(file(name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> auditLines() {
        return read("var/audit.jsonl").lines().toList();
    }

    /** The audit log of the site in a directory. */
    static List<String> auditLinesOf(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("var/audit.jsonl"), UTF_8);
    }

    TestSite write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text, UTF_8);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestSite replace(String name, String text, String by) {
        return write(name, read(name).replace(text, by));
    }

    /** Puts the pack that the site uses into a directory. */
    TestSite copyPack(String target) {
        copy(REPOSITORY.resolve("policies/src/main/packs/mupj"), target);
        return this;
    }

    private void copy(Path source, String target) {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(target + "/" + source.relativize(file), Files.readString(file, UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GridPki pki() {
        return pki;
    }

    Identity pep() {
        return pep;
    }

    Identity atlasProxy(String commonName, String... fqans) {
        Fqan[] parsed = Stream.of(fqans).map(Fqan::parse).toArray(Fqan[]::new);
        return pki.vomsProxy(pki.user(commonName), voms, parsed);
    }

    /** Talks to the server as the PEP. */
    Exchange asPep(PdpServer server) {
        return as(pep, server);
    }

    Exchange asPep(int port) {
        return as(pep, port);
    }

    Exchange as(Identity caller, PdpServer server) {
        return as(caller, server.port());
    }

    Exchange as(Identity caller, int port) {
        return new Exchange(
                MutualTls.of(caller, List.of(pki.authority().certificate())).context(), port);
    }
}
