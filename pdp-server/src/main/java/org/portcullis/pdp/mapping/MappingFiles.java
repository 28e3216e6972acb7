package org.portcullis.pdp.mapping;

import java.nio.file.Path;
import java.util.List;

/** Where the mapping is read from; each file must exist, the maps may be empty, and there may be no storage map. */
public record MappingFiles(Path accountMap, Path groupMap, Path passwd, Path group, List<Path> storageMaps) {
    /** Without a storage map. */
    public MappingFiles(Path accountMap, Path groupMap, Path passwd, Path group) {
        this(accountMap, groupMap, passwd, group, List.of());
    }

    /** Copies the list. */
    public MappingFiles {
        storageMaps = List.copyOf(storageMaps);
    }
}
