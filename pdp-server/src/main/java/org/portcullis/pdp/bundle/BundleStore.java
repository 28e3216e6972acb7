package org.portcullis.pdp.bundle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.portcullis.pdp.config.ConfigException;

/**
 * A directory of bundles: {@code bundle-<sha256>.tgz}, their signatures beside them, unpacked ones as
 * {@code packs/<sha256>}, and the link {@code current} to the one that decides. What is in it under its name is whole.
 */
public record BundleStore(Path directory) {
    private static final int SHORTEST = 6;

    /** Makes the directory if it is not there. */
    public BundleStore prepare() {
        DurableFiles.with(directory, () -> DurableFiles.directory(packs()));
        return this;
    }

    /**
     * Does something while nobody else changes anything here, after taking away what others left unfinished.
     *
     * @throws BundleConflictException if somebody else is at it
     */
    public <T> T exclusively(Supplier<T> work) {
        FileChannel channel = lock();
        try {
            return work.get();
        } finally {
            DurableFiles.with(directory, () -> {
                channel.close();
                return channel;
            });
        }
    }

    private FileChannel lock() {
        return DurableFiles.with(directory, () -> {
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                DurableFiles.sweep(directory);
                DurableFiles.sweep(packs());
                return channel;
            }
            channel.close();
            throw new BundleConflictException(
                    "somebody else is changing " + directory + " now; see `portcullis policy history`");
        });
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Keeps a bundle, with these signatures beside those it has already. */
    public void add(Bundle bundle, BundleSignatures signatures) {
        Path file = file(bundle.digest());
        if (Files.notExists(file)) {
            DurableFiles.with(file, () -> DurableFiles.write(file, bundle.content()));
        }
        BundleSignatures known = BundleSignatures.beside(file);
        BundleSignatures all = known.and(signatures);
        if (!all.equals(known)) {
            all.writeBeside(file);
        }
    }

    /**
     * The one digest that begins like this.
     *
     * @throws BundleConflictException if there is none, or more than one
     */
    public String find(String beginning) {
        boolean isDigest = beginning.length() >= SHORTEST && beginning.matches("[0-9a-f]{1,64}");
        List<String> found = digests().stream()
                .filter(digest -> isDigest && digest.startsWith(beginning))
                .toList();
        if (found.size() != 1) {
            String how = found.isEmpty() ? "no bundle in " : "more than one bundle in ";
            throw new BundleConflictException(how + directory + " has a digest that begins with `" + beginning + "`");
        }
        return found.get(0);
    }

    /** The digests of all that are kept. */
    public List<String> digests() {
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            DurableFiles.with(directory, () -> {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Bundle.fileName("*"))) {
                    files.forEach(file -> Bundle.digestIn(file).ifPresent(found::add));
                }
                return found;
            });
        }
        return found;
    }

    /** The store of the one bundle that was last in force. */
    public BundleStore lastGood() {
        return new BundleStore(directory.resolve("last-good"));
    }

    /**
     * The bundle with this digest.
     *
     * @throws BundleException if it is damaged
     */
    public Bundle bundle(String digest) {
        return Bundle.read(file(digest));
    }

    /** The signatures of the bundle with this digest. */
    public BundleSignatures signatures(String digest) {
        return BundleSignatures.beside(file(digest));
    }

    /** Where a bundle is kept. */
    public Path file(String digest) {
        return directory.resolve(Bundle.fileName(digest));
    }

    /** The directory with the files of a bundle; unpacked anew if it is not there or not as it was. */
    public Path unpack(Bundle bundle) {
        Path target = packs().resolve(bundle.digest());
        if (Files.isDirectory(target) && bundle.isUnpackedIn(target)) {
            return target;
        }
        return DurableFiles.with(target, () -> {
            Path fresh = DurableFiles.directory(DurableFiles.unfinished(target));
            bundle.unpackInto(fresh);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(target, DurableFiles.unfinished(target));
            }
            DurableFiles.publish(fresh, target);
            return target;
        });
    }

    /** The digest of the bundle that decides; empty if none does. */
    public String current() {
        try {
            return Files.readSymbolicLink(link()).getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** The link to the bundle that decides, which is what {@code policy.pack} is to name. */
    public Path link() {
        return directory.resolve("current");
    }

    /** Lets another bundle decide, or none if the digest is empty. */
    public void switchTo(String digest) {
        DurableFiles.with(link(), () -> {
            if (digest.isEmpty()) {
                Files.deleteIfExists(link());
            } else {
                DurableFiles.link(link(), Path.of("packs", digest));
            }
            return digest;
        });
    }

    /** The digest of the bundle that was unpacked into a directory; nothing if it is no directory of this store. */
    Optional<String> digestOf(Path unpacked) {
        try {
            return unpacked.resolveSibling(".").toRealPath().equals(packs().toRealPath())
                    ? Optional.of(unpacked.getFileName().toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Lets a bundle pass whose files are as they were packed and that enough people have signed.
     *
     * @throws BundleException otherwise
     */
    public void demand(String digest, TrustedSigners signers) {
        Bundle bundle = bundle(digest);
        signers.demand(bundle, signatures(digest));
        if (!bundle.isUnpackedIn(packs().resolve(digest))) {
            throw new BundleException(packs().resolve(digest) + ": its files are not those of " + bundle.fileName()
                    + "; activate the bundle again");
        }
    }

    /** Forgets every bundle but one. */
    void keepOnly(String digest) {
        DurableFiles.with(directory, () -> {
            DurableFiles.sweep(directory);
            DurableFiles.sweep(packs());
            forget(packs(), "*", digest);
            forget(directory, "bundle-*", "bundle-" + digest);
            return digest;
        });
    }

    private static void forget(Path where, String glob, String beginning) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(where, glob)) {
            for (Path file : files) {
                if (!file.getFileName().toString().startsWith(beginning)) {
                    DurableFiles.deleteTree(file);
                }
            }
        }
    }

    /** Everything that was rolled out here. */
    public RolloutHistory history() {
        return new RolloutHistory(directory.resolve("history.jsonl"));
    }

    /** A problem of the configuration unless {@code pack} is the link to the bundle that decides. */
    public void demandIsServed(Path pack) {
        if (!pack.toAbsolutePath().normalize().equals(link().toAbsolutePath().normalize())) {
            throw new ConfigException(List.of(
                    "policy.pack is " + pack + ", so no bundle would ever decide: set it to " + link() + " first"));
        }
    }

    private Path packs() {
        return directory.resolve("packs");
    }
}
