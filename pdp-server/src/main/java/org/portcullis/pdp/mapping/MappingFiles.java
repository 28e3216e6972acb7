package org.portcullis.pdp.mapping;

import java.nio.file.Path;

/** Where the mapping is read from; each file must exist, the maps may be empty. */
public record MappingFiles(Path accountMap, Path groupMap, Path passwd, Path group) {}
