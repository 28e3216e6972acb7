package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The certificates of the catalogue of hostile inputs, made by its own generator. */
public final class HostileChains {
    private static final Path GENERATOR =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "gen_certs.py");

    private HostileChains() {}

    /** Whether the generator is beside this repository. */
    public static boolean areHere() {
        return Files.isReadable(GENERATOR);
    }

    /** Writes {@code <name>.pem}, keys and a CA directory {@code certificates}. */
    public static void write(Path directory) throws IOException {
        Process generator = new ProcessBuilder("python3", GENERATOR.toString(), directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(generator.getInputStream().readAllBytes(), UTF_8);
        try {
            if (generator.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
