package org.portcullis.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.PackEntry;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/** The files of one pack on disk, read once each and within bounds. Not thread-safe: one per load. */
final class PackDirectory {
    /** The largest file that is read, in bytes. */
    static final int MAX_FILE_BYTES = 8 << 20;

    /** The most that all files together may hold, in bytes. */
    static final int MAX_PACK_BYTES = 16 << 20;

    private final Path directory;
    private final Problems problems;
    private final Map<String, ?> overrides;
    private final Map<String, byte[]> read = new TreeMap<>();
    private final Map<String, PackFile> texts = new TreeMap<>();
    private long bytesRead;

    /** {@code overrides} are laid over data files, see {@link PackLoader#open}. */
    PackDirectory(Path directory, Problems problems, Map<String, ?> overrides) {
        this.directory = directory;
        this.problems = problems;
        this.overrides = overrides;
    }

    /** The text of one file by its relative name; empty with a problem noted if it cannot or must not be read. */
    Optional<PackFile> read(String name) {
        try {
            if (leavesPack(name)) {
                problems.add(
                        LintRule.LEAVES_PACK,
                        Position.whole(name),
                        "the file cannot be used: it lies outside of the pack");
                return Optional.empty();
            }
            byte[] content = content(name);
            read.put(name, content);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            PackFile file = new PackFile(name, overridden(name, text));
            texts.put(name, file);
            return Optional.of(file);
        } catch (CharacterCodingException e) {
            problems.add(name, "the file is not UTF-8");
        } catch (IOException e) {
            problems.add(name, "the file cannot be used: " + reason(e));
        }
        return Optional.empty();
    }

    private String overridden(String name, String text) {
        return Optional.ofNullable(overrides.get(name.replaceAll("^data/|\\.yaml$", "")))
                .map(override -> DataOverride.lay(override, text))
                .orElse(text);
    }

    /** Notes every XML file beside the policies, unless hidden, that the manifest does not name: it would silently not count. */
    void refuseUnlisted(Collection<String> listed) {
        if (!Files.isDirectory(directory.resolve("policy"))) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("policy"), "[!.]*.xml")) {
            for (Path file : files) {
                String name = "policy/" + file.getFileName();
                if (!listed.contains(name)) {
                    problems.add(
                            LintRule.UNLISTED_FILE,
                            Position.whole(name),
                            "the file is not listed in pack.yaml; list it or take it away");
                }
            }
        } catch (IOException e) {
            problems.add("policy", "the directory cannot be listed: " + reason(e));
        }
    }

    /** All files that could be read as text, in the order of their names. */
    Collection<PackFile> texts() {
        return texts.values();
    }

    /** The directory, and every file and directory in it or one level further down. */
    List<PackEntry> entries() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory, 2)) {
            Set<String> trusted = trustedOwners();
            List<PackEntry> entries = new ArrayList<>();
            for (Path path : paths.sorted().toList()) {
                entries.add(entry(path, trusted));
            }
            return entries;
        } catch (IOException | UncheckedIOException e) {
            problems.add(".", "the directory cannot be listed: " + e.getMessage());
            return List.of();
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
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
            bytesRead += content.length;
            if (content.length > MAX_FILE_BYTES) {
                throw new IOException("it is larger than " + MAX_FILE_BYTES + " bytes");
            }
            if (bytesRead > MAX_PACK_BYTES) {
                throw new IOException("the files of the pack are larger than " + MAX_PACK_BYTES + " bytes together");
            }
            return content;
        }
    }

    /** Those who could change the pack anyway. */
    private Set<String> trustedOwners() throws IOException {
        Set<String> trusted = new HashSet<>(List.of("root", System.getProperty("user.name")));
        attributes(directory).ifPresent(own -> trusted.add(own.owner().getName()));
        return trusted;
    }

    private PackEntry entry(Path path, Set<String> trusted) throws IOException {
        String name = directory.relativize(path).toString();
        Optional<PosixFileAttributes> attributes = attributes(path);
        return new PackEntry(
                name.isEmpty() ? "." : name,
                attributes
                        .filter(file -> file.permissions().contains(PosixFilePermission.OTHERS_WRITE))
                        .isPresent(),
                attributes
                        .filter(file -> !trusted.contains(file.owner().getName()))
                        .isPresent());
    }

    /** Owner and permissions, of what a link leads to; empty where there are none, as in archives. */
    private static Optional<PosixFileAttributes> attributes(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view == null || Files.notExists(path) ? Optional.empty() : Optional.of(view.readAttributes());
    }

    private boolean leavesPack(String name) throws IOException {
        return !directory.resolve(name).toRealPath().startsWith(directory.toRealPath());
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
