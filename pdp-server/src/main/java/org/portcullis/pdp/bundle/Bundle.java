package org.portcullis.pdp.bundle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A policy pack as one file, known by the SHA-256 of its bytes. Immutable. */
public final class Bundle {
    private static final Pattern FILE_NAME = Pattern.compile("bundle-([0-9a-f]{64})\\.tgz");

    private final byte[] content;
    private final String digest;

    private Bundle(byte[] content) {
        this.content = content;
        digest = HexFormat.of().formatHex(sha256().digest(content));
    }

    /**
     * Makes a bundle of the files in a directory, without those whose name begins with a dot.
     *
     * @throws BundleException if there is something in it that cannot be part of a bundle, with all of it
     */
    public static Bundle of(Path pack) {
        return new Bundle(BundleArchive.write(files(pack)));
    }

    /**
     * Reads a bundle whose file name says its digest.
     *
     * @throws BundleException if its bytes have another digest, or are no bundle
     */
    public static Bundle read(Path file) {
        String named = digestIn(file)
                .orElseThrow(() -> new BundleException(
                        file + ": a bundle is called bundle-<sha256>.tgz, so that its bytes can be checked"));
        Bundle bundle = new Bundle(DurableFiles.with(file, () -> bounded(file)));
        if (!bundle.digest.equals(named)) {
            throw new BundleException(file + ": its bytes have the digest " + bundle.digest + ", get it again");
        }
        return bundle;
    }

    /** The digest in the name of a file, if it is named like a bundle. */
    static Optional<String> digestIn(Path file) {
        Matcher name = FILE_NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private static byte[] bounded(Path file) throws IOException {
        if (Files.size(file) > BundleArchive.MAX_BYTES) {
            throw new IOException("it is larger than " + BundleArchive.MAX_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }

    /** SHA-256 of its bytes, in hex. */
    public String digest() {
        return digest;
    }

    /** The name under which it is kept. */
    public String fileName() {
        return fileName(digest);
    }

    static String fileName(String digest) {
        return "bundle-" + digest + ".tgz";
    }

    byte[] content() {
        return content.clone();
    }

    /** Writes every file of the pack below a directory that nobody looks at yet. */
    public void unpackInto(Path directory) {
        DurableFiles.with(directory, () -> {
            for (var file : BundleArchive.read(content).entrySet()) {
                Path target = directory.resolve(file.getKey());
                DurableFiles.directory(target.resolveSibling(".").normalize());
                DurableFiles.writeHere(target, file.getValue());
            }
            return directory;
        });
    }

    /** Whether a directory holds exactly the files of this bundle. */
    boolean isUnpackedIn(Path directory) {
        try {
            SortedMap<String, byte[]> found = files(directory);
            SortedMap<String, byte[]> wanted = BundleArchive.read(content);
            return found.keySet().equals(wanted.keySet())
                    && wanted.entrySet().stream()
                            .allMatch(file -> Arrays.equals(file.getValue(), found.get(file.getKey())));
        } catch (BundleException e) {
            return false;
        }
    }

    private static SortedMap<String, byte[]> files(Path root) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        DurableFiles.with(root, () -> {
            Path real = root.toRealPath();
            return Files.walkFileTree(real, new Collector(real, files, problems));
        });
        if (!problems.isEmpty()) {
            throw new BundleException(problems);
        }
        return files;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Reads what may be part of a bundle and notes what may not. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path root;
        private final SortedMap<String, byte[]> files;
        private final List<String> problems;
        private long bytes;

        Collector(Path root, SortedMap<String, byte[]> files, List<String> problems) {
            this.root = root;
            this.files = files;
            this.problems = problems;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(root) && isHidden(directory);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            bytes += attributes.size();
            String name = root.relativize(file).toString();
            if (!attributes.isRegularFile()) {
                problems.add(file + ": it is not a plain file, and a bundle has no links; put a copy there");
            } else if (!BundleArchive.allows(name)) {
                problems.add(file + ": name it with letters, digits and . _ + - only, or take it away");
            } else if (attributes.size() > BundleArchive.MAX_FILE_BYTES
                    || bytes > BundleArchive.MAX_BYTES
                    || files.size() == BundleArchive.MAX_FILES) {
                problems.add(file + ": it is too large for a bundle, or one too many");
                return FileVisitResult.TERMINATE;
            } else {
                files.put(name, Files.readAllBytes(file));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }
    }
}
