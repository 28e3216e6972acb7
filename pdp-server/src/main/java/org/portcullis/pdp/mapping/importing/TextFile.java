package org.portcullis.pdp.mapping.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Position;

/** A file of another service, read whole and within bounds. */
record TextFile(Path path, String text) {
    private static final int MAX_BYTES = 32 << 20;

    /** A line and where it begins. */
    record Line(Position at, String text) {
        /** The place of a character of the line. */
        Position at(int offset) {
            return new Position(at.file(), at.line(), offset + 1);
        }
    }

    /**
     * Reads it.
     *
     * @throws ImportException if it cannot be read, is too large or is not UTF-8
     */
    static TextFile read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw problem(path, "larger than " + MAX_BYTES + " bytes: split it");
            }
            return new TextFile(
                    path,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            throw problem(path, "not UTF-8: convert it");
        } catch (IOException e) {
            throw problem(path, "cannot be read: " + e);
        }
    }

    /** The lines, empty ones and comments included. */
    List<Line> lines() {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> new Line(new Position(path.toString(), i + 1, 1), lines.get(i)))
                .toList();
    }

    /** The lines but for empty ones and comments. */
    List<Line> saying() {
        return lines().stream()
                .filter(line -> !line.text().isBlank() && !line.text().strip().startsWith("#"))
                .toList();
    }

    /** The file as a whole. */
    Position whole() {
        return Position.whole(path.toString());
    }

    private static ImportException problem(Path path, String message) {
        return new ImportException(Position.whole(path.toString()), message);
    }
}
