package org.portcullis.pdp.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/**
 * A directory whose files fail as a bad disk fails, for processes that are started with its {@link #prefix}. Needs no more
 * rights than the process has, unlike real full or read-only file systems, and a C compiler.
 */
final class FaultyDisk implements AutoCloseable {
    private static final Path COMPILER = Path.of("/usr/bin/gcc");

    /** What the disk does. */
    enum Temper {
        GOOD,
        UNKEPT,
        SLOW,
        FULL,
        READ_ONLY
    }

    private final Path home;

    private FaultyDisk(Path home) {
        this.home = home;
    }

    /** A good one, for now, that every user may use. */
    static FaultyDisk make() {
        assumeTrue(Files.isExecutable(COMPILER), "SKIPPED: no C compiler, install the package `gcc`");
        try {
            FaultyDisk disk = new FaultyDisk(Files.createTempDirectory("portcullis-disk"));
            Files.setPosixFilePermissions(disk.home, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectory(disk.directory());
            Path source = Path.of("src/test/resources/faulty-disk/faulty_disk.c");
            run(COMPILER.toString(), "-shared", "-fPIC", "-o", disk.library(), source.toString(), "-ldl");
            disk.is(Temper.GOOD);
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it is. */
    Path directory() {
        return home.resolve("disk");
    }

    private String library() {
        return home.resolve("faulty_disk.so").toString();
    }

    private Path control() {
        return home.resolve("temper");
    }

    /** From now on. */
    void is(Temper temper) {
        try {
            Path next =
                    Files.writeString(home.resolve("temper.next"), temper.name().toLowerCase(Locale.ROOT) + "\n");
            Files.move(next, control(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands before a command that is to meet it. */
    List<String> prefix() {
        return List.of(
                "env", "LD_PRELOAD=" + library(), "FAULTY_DISK=" + directory(), "FAULTY_DISK_TEMPER=" + control());
    }

    @Override
    public void close() {
        try {
            run("rm", "-rf", home.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
