package org.portcullis.pdp.cli.doctor;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.pdp.config.LeasePlace;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.config.SecretPlace;

/** Secrets that others can read, databases that others can write, directories that are not there, disks that are full. */
final class FilesExamination implements Examination {
    private static final Set<PosixFilePermission> SECRET =
            EnumSet.of(GROUP_READ, GROUP_WRITE, OTHERS_READ, OTHERS_WRITE);
    private static final Set<PosixFilePermission> OWN = EnumSet.of(GROUP_WRITE, OTHERS_WRITE);
    private static final long LITTLE = 1L << 30;
    private static final long NOTHING = 64L << 20;

    @Override
    public List<Finding> of(Patient patient) {
        PdpConfig config = patient.config();
        PdpConfig.Storage storage = config.storage();
        List<Finding> findings = new ArrayList<>();
        Stream.of(Optional.of(config.tls().hostKey()), Optional.of(storage.auditKey()), password(config))
                .flatMap(Optional::stream)
                .flatMap(file -> mode(file, SECRET))
                .forEach(findings::add);
        Stream.of(storage.leases(), storage.bans(), storage.members(), storage.audit())
                .flatMap(file -> mode(file, OWN))
                .forEach(findings::add);
        if (findings.isEmpty()) {
            findings.add(Finding.ok("keys, passwords and databases are closed to others"));
        }
        Stream.of(storage.leases(), storage.bans(), storage.members(), storage.audit(), storage.pidFile())
                .map(file -> file.toAbsolutePath().getParent())
                .distinct()
                .map(FilesExamination::directory)
                .forEach(findings::add);
        if (storage.auditFiles().auditOnFull() == PdpConfig.OnFull.DROP) {
            findings.add(Finding.warn(
                    Ailment.UNRECORDED, "storage.audit-on-full is drop: a full disk lets people in without a record"));
        }
        return findings;
    }

    private static Optional<Path> password(PdpConfig config) {
        LeasePlace place = config.mapping().leases().store();
        return place.match(
                        sqlite -> Optional.<SecretPlace>empty(),
                        database -> Optional.of(database.password()),
                        shared -> Optional.<SecretPlace>empty())
                .filter(secret -> secret.kind() == SecretPlace.Kind.FILE)
                .map(secret -> Path.of(secret.name()));
    }

    /** What is not there yet is made with a mode that is right. */
    private static Stream<Finding> mode(Path file, Set<PosixFilePermission> forbidden) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            return Collections.disjoint(mode, forbidden)
                    ? Stream.empty()
                    : Stream.of(Finding.fail(
                            Ailment.FILE_MODE, file + " is open to others: " + PosixFilePermissions.toString(mode)));
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Finding directory(Path directory) {
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            return Finding.fail(Ailment.DIRECTORY, directory + " is not a directory that can be written");
        }
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            String text = "%s: %d MiB free".formatted(directory, free >> 20);
            if (free < NOTHING) {
                return Finding.fail(Ailment.DISK, text);
            }
            return free < LITTLE ? Finding.warn(Ailment.DISK, text) : Finding.ok(text);
        } catch (IOException e) {
            return Finding.fail(Ailment.DIRECTORY, directory + " cannot be looked at: " + e.getMessage());
        }
    }
}
