package org.portcullis.pdp.cli.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.PackFile;

/** The files of another service, read whole and within bounds. */
final class ForeignFiles {
    private static final int MAX_BYTES = 32 << 20;
    private static final Path STANDARD_INPUT = Path.of("-");

    private ForeignFiles() {}

    /**
     * The text of these files; of a directory, that of its {@code *.xml} files by their names.
     *
     * @throws ImportException if one cannot be read
     */
    static List<PackFile> read(List<Path> paths) {
        return paths.stream()
                .flatMap(path -> files(path).stream())
                .map(ForeignFiles::read)
                .toList();
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw problem(path, "the directory cannot be listed: " + e.getMessage());
        }
    }

    private static PackFile read(Path path) {
        try (InputStream in = path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw problem(path, "the file is larger than " + MAX_BYTES + " bytes; split it");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return new PackFile(path.toString(), text);
        } catch (CharacterCodingException e) {
            throw problem(path, "the file is not UTF-8");
        } catch (IOException e) {
            throw problem(path, "the file cannot be read: " + e.getMessage());
        }
    }

    private static ImportException problem(Path path, String message) {
        return new ImportException(new PackFile(path.toString(), "").at(1, 1), message);
    }
}
