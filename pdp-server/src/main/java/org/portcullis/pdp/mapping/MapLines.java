package org.portcullis.pdp.mapping;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of the account maps, one after the other, and of the group map, in one dialect. */
record MapLines(List<MapLine> accounts, List<MapLine> groups) {
    MapLines {
        accounts = List.copyOf(accounts);
        groups = List.copyOf(groups);
    }

    static MapLines read(MappingFiles files, MapDialect dialect, Problems problems) {
        List<MapLine> accounts = read(files.accountMaps(), dialect, problems);
        if (dialect == MapDialect.ARGUS) {
            refuseContradictions(accounts, problems);
        }
        return new MapLines(accounts, read(files.groupMaps(), dialect, problems));
    }

    static List<MapLine> read(List<Path> files, MapDialect dialect, Problems problems) {
        return files.stream()
                .flatMap(file -> dialect.read(file, problems).stream())
                .toList();
    }

    /** Who adds a line below an older one means the new one, and nobody would notice that the old one counts. */
    static void refuseContradictions(List<MapLine> lines, Problems problems) {
        Map<MapKey, MapLine> first = new HashMap<>();
        for (MapLine line : lines) {
            MapLine earlier = first.putIfAbsent(line.key(), line);
            if (earlier != null && !earlier.texts().equals(line.texts())) {
                problems.add(
                        MapRule.CONTRADICTION,
                        line.at(),
                        earlier.seenFrom(line) + " has the same key: remove one of them");
            }
        }
    }
}
