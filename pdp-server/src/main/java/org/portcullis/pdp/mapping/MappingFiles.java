package org.portcullis.pdp.mapping;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the mapping is read from. Several account maps count as one, in this order, and so do group maps; each file must exist, the maps may be empty, and
 * there may be no storage map. The first source of users counts, and what the others know of the same names must agree.
 */
public record MappingFiles(
        List<Path> accountMaps, List<Path> groupMaps, List<UserSource> users, List<Path> storageMaps) {
    /** With files in the formats of passwd(5) and group(5), without a storage map. */
    public MappingFiles(Path accountMap, Path groupMap, Path passwd, Path group) {
        this(accountMap, groupMap, passwd, group, List.of());
    }

    /** With files in the formats of passwd(5) and group(5). */
    public MappingFiles(Path accountMap, Path groupMap, Path passwd, Path group, List<Path> storageMaps) {
        this(List.of(accountMap), List.of(groupMap), List.of(new UserSource.Files(passwd, group)), storageMaps);
    }

    /** Copies the lists. */
    public MappingFiles {
        accountMaps = List.copyOf(accountMaps);
        groupMaps = List.copyOf(groupMaps);
        users = List.copyOf(users);
        storageMaps = List.copyOf(storageMaps);
    }

    /** Every file. */
    public List<Path> all() {
        return Stream.of(
                        accountMaps.stream(),
                        groupMaps.stream(),
                        users.stream().flatMap(source -> source.files().stream()),
                        storageMaps.stream())
                .flatMap(files -> files)
                .toList();
    }
}
