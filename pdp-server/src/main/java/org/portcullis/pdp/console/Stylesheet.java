package org.portcullis.pdp.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.portcullis.pdp.admin.AdminAnswer;

/** How the console looks. */
final class Stylesheet implements View {
    private static final String FILE = "style.css";

    private final byte[] text = read();

    @Override
    public AdminAnswer answer(Visit visit) {
        return new AdminAnswer(200, "text/css; charset=utf-8", Map.of(), text);
    }

    private static byte[] read() {
        try (InputStream file = Objects.requireNonNull(Stylesheet.class.getResourceAsStream(FILE))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this program cannot be read: " + FILE, e);
        }
    }
}
