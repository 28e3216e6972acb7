package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The bodies of HTTP requests recorded from real clients. */
final class Captures {
    private Captures() {}

    static byte[] body(String name) {
        try (InputStream file = Captures.class.getResourceAsStream("/captures/" + name + ".request.bin")) {
            String message = new String(Objects.requireNonNull(file, name).readAllBytes(), ISO_8859_1);
            return message.substring(message.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
