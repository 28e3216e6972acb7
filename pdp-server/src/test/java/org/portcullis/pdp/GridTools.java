package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.VomsServer;

/** The grid tools of Debian, which make proxies without a network and know nothing of our kit. */
record GridTools(Path directory, Path trusted) {
    private static final Path COMMANDS = Path.of("/usr/bin");

    /** Whether Debian's {@code voms-clients} and {@code globus-proxy-utils} are here. */
    static boolean areInstalled() {
        return Stream.of("voms-proxy-fake", "voms-proxy-init", "grid-proxy-init")
                .map(COMMANDS::resolve)
                .allMatch(Files::isExecutable);
    }

    /**
     * What somebody has after commands like {@code voms-proxy-fake -rfc -fqan /atlas; grid-proxy-init -limited}, each of
     * which makes a proxy of the one before. The VOMS server is the one that {@code voms-proxy-fake} plays.
     */
    Identity after(String commands, Identity owner, VomsServer server) {
        Identity identity = owner;
        for (String command : commands.split("; *", -1)) {
            identity = make(command, identity, server);
        }
        return identity;
    }

    private Identity make(String command, Identity owner, VomsServer server) {
        Path proxy = directory.resolve("proxy.pem");
        List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
        line.addAll(List.of("-q", "-cert", write("usercert.pem", owner), "-key", write("userkey.pem", owner)));
        line.addAll(List.of("-out", proxy.toString()));
        if (line.get(0).equals("voms-proxy-fake")) {
            line.addAll(List.of("-voms", server.vo().value(), "-uri", server.hostName() + ":15000"));
            line.addAll(List.of("-hostcert", write("hostcert.pem", server.identity())));
            line.addAll(List.of("-hostkey", write("hostkey.pem", server.identity())));
        }
        run(line);
        return Identity.read(proxy, proxy);
    }

    /** A proxy of a proxy needs both its certificates and its key in whichever file the tool opens. */
    private String write(String name, Identity identity) {
        Path file = directory.resolve(name);
        if (identity.chain().size() > 1) {
            identity.writeProxy(file);
        } else if (name.endsWith("key.pem")) {
            identity.writeKey(file);
        } else {
            identity.writeCertificate(file);
        }
        return file.toString();
    }

    private void run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("X509_CERT_DIR", trusted.toString());
        builder.environment().put("HOME", directory.toString());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalArgumentException(String.join(" ", command) + ": " + printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
