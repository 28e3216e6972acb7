package org.portcullis.pdp.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LinkName;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/**
 * A gridmapdir: a directory with an empty file for each pool account, where a second hard link to it, named after a person,
 * is a lease. LCMAPS and Argus work on the same directory at the same time, by the same rules.
 *
 * <p>An account in quarantine has a second link too, {@code .quarantine~ACCOUNT}, so that nobody takes it for free; its
 * modification time is when the quarantine ends. Names with a leading dot are no accounts to anybody. Thread-safe.
 */
final class GridMapDir implements LeaseArbiter {
    private static final String MARK = ".quarantine~";
    /** What others take for an account file. */
    private static final Pattern ACCOUNT = Pattern.compile("(?!root$)[^%.~][^~]*");

    private static final int LONGEST_NAME = 255;

    private final Path directory;

    GridMapDir(Path directory) {
        this.directory = directory;
    }

    /** How many names a file has, and which file it is. */
    private record Links(int count, Object inode) {}

    /** Something done in the directory. */
    private interface Step<T> {
        T run() throws IOException;
    }

    private <T> T here(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw new StoreUnavailableException("the gridmapdir `" + directory + "` cannot be used: " + e, e);
        }
    }

    /** Refuses a directory that accounts cannot be taken in. */
    void requireUsable() {
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new StoreUnavailableException("cannot use the gridmapdir `" + directory
                    + "`: it must be a directory that the server can write to");
        }
    }

    @Override
    public boolean confirms(Lease lease) {
        return here(() -> {
            Optional<Links> account = links(directory.resolve(lease.account()));
            if (account.isEmpty()) {
                throw new NoSuchFileException(lease.account(), null, "an account without its file: is it mounted?");
            }
            Optional<Links> link = links(link(lease.key()));
            if (!link.equals(account)) {
                return false;
            }
            return account.get().count() == 2 || (account.get().count() == 3 && removeMark(lease.account()));
        });
    }

    @Override
    public Optional<String> heldBy(LeaseKey key) {
        return isNameable(key) ? here(() -> holder(link(key))) : Optional.empty();
    }

    /** A link that is alone was a lease of an account that has been removed. */
    private Optional<String> holder(Path link) throws IOException {
        Optional<Links> found = links(link);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().count() == 1) {
            Files.delete(link);
            return Optional.empty();
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(
                directory,
                name -> ACCOUNT.matcher(fileName(name)).matches() && links(name).equals(found))) {
            for (Path name : names) {
                return Optional.of(fileName(name));
            }
        }
        return Optional.of("?");
    }

    @Override
    public boolean take(Lease lease, boolean again) {
        return isNameable(lease.key()) && here(() -> isFree(lease, again) && hasLinked(lease));
    }

    private boolean isFree(Lease lease, boolean again) throws IOException {
        Optional<Links> account = links(directory.resolve(lease.account()));
        if (account.isEmpty() || account.get().count() == 1) {
            return account.isPresent();
        }
        Path mark = mark(lease.account());
        return account.get().count() == 2 && links(mark).equals(account) && (again || isOver(mark, lease.grantedAt()));
    }

    /** The others do it in the same way: whoever finds that he was not the only one takes his link back. */
    private boolean hasLinked(Lease lease) throws IOException {
        Path link = link(lease.key());
        try {
            Files.createLink(link, directory.resolve(lease.account()));
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        removeMark(lease.account());
        if (links(link).map(Links::count).orElse(0) != 2) {
            Files.deleteIfExists(link);
            return false;
        }
        Files.setLastModifiedTime(link, FileTime.from(lease.grantedAt()));
        return true;
    }

    @Override
    public void giveUp(Lease lease, Instant until) {
        here(() -> {
            if (confirms(lease)) {
                Files.setLastModifiedTime(link(lease.key()), FileTime.fromMillis(until.toEpochMilli()));
                Files.move(link(lease.key()), mark(lease.account()), StandardCopyOption.ATOMIC_MOVE);
            }
            return true;
        });
    }

    @Override
    public void sync() {
        here(() -> {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return true;
        });
    }

    @Override
    public void used(LeaseKey key, Instant at) {
        here(() -> {
            Path link = link(key);
            return links(link).isPresent() ? Files.setLastModifiedTime(link, FileTime.from(at)) : link;
        });
    }

    @Override
    public void sweep(Instant now) {
        here(() -> {
            try (DirectoryStream<Path> marks =
                    Files.newDirectoryStream(directory, name -> fileName(name).startsWith(MARK) && isOver(name, now))) {
                for (Path mark : marks) {
                    Files.deleteIfExists(mark);
                }
            }
            return true;
        });
    }

    private static boolean isOver(Path mark, Instant now) throws IOException {
        return !Files.getLastModifiedTime(mark, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isAfter(now);
    }

    private boolean removeMark(String account) throws IOException {
        return Files.deleteIfExists(mark(account));
    }

    private Path mark(String account) {
        return directory.resolve(MARK + account);
    }

    private Path link(LeaseKey key) {
        return directory.resolve(nameOf(key));
    }

    private static boolean isNameable(LeaseKey key) {
        return nameOf(key).length() <= LONGEST_NAME
                && key.primaryGroup().indexOf('/') < 0
                && !LinkName.isHolder(key.dn());
    }

    /**
     * The name of the link: the DN as OpenSSL prints it, percent-encoded and in lower case, and the primary group if there
     * is one.
     */
    static String nameOf(LeaseKey key) {
        String person = LinkName.asLcmapsWritesIt(key.dn());
        return key.primaryGroup().isEmpty() ? person : person + ":" + key.primaryGroup();
    }

    private static Optional<Links> links(Path file) throws IOException {
        try {
            Map<String, Object> found = Files.readAttributes(file, "unix:nlink,ino", LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Links(
                    (Integer) Objects.requireNonNull(found.get("nlink")), Objects.requireNonNull(found.get("ino"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
