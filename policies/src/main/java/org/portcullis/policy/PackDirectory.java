package org.portcullis.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** The files of one pack on disk, read once each and within bounds. Not thread-safe: one per load. */
final class PackDirectory {
    /** The largest file that is read, in bytes. */
    static final int MAX_FILE_BYTES = 8 << 20;

    private final Path directory;
    private final Problems problems;
    private final Map<String, byte[]> read = new TreeMap<>();

    PackDirectory(Path directory, Problems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    /** The text of one file by its relative name; empty with a problem noted if it cannot or must not be read. */
    Optional<PackFile> read(String name) {
        try {
            byte[] content = content(name);
            read.put(name, content);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(new PackFile(name, text));
        } catch (CharacterCodingException e) {
            problems.add(name, "the file is not UTF-8");
        } catch (IOException e) {
            problems.add(name, "the file cannot be used: " + reason(e));
        }
        return Optional.empty();
    }

    /** Notes every XML file beside the policies that the manifest does not name: it would silently not count. */
    void refuseUnlisted(Collection<String> listed) {
        if (!Files.isDirectory(directory.resolve("policy"))) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("policy"), "*.xml")) {
            for (Path file : files) {
                String name = "policy/" + file.getFileName();
                if (!listed.contains(name)) {
                    problems.add(name, "the file is not listed in pack.yaml; list it or take it away");
                }
            }
        } catch (IOException e) {
            problems.add("policy", "the directory cannot be listed: " + reason(e));
        }
    }

    /** SHA-256 in hex over the names and contents of all files read so far, in the order of their names. */
    String digest() {
        MessageDigest sha256 = sha256();
        read.forEach((name, content) -> {
            sha256.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha256.update(content);
        });
        return HexFormat.of().formatHex(sha256.digest());
    }

    private byte[] content(String name) throws IOException {
        Path file = directory.resolve(name).toRealPath();
        if (!file.startsWith(directory.toRealPath())) {
            throw new IOException("it lies outside of the pack");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
            if (content.length > MAX_FILE_BYTES) {
                throw new IOException("it is larger than " + MAX_FILE_BYTES + " bytes");
            }
            return content;
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "it does not exist" : String.valueOf(e.getMessage());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
