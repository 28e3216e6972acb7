package org.portcullis.pdp.mapping;

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
        List<MapLine> accounts = files.accountMaps().stream()
                .flatMap(file -> dialect.read(file, problems).stream())
                .toList();
        if (dialect == MapDialect.ARGUS) {
            refuseContradictions(accounts, problems);
        }
        return new MapLines(accounts, dialect.read(files.groupMap(), problems));
    }

    /** Who adds a line below an older one means the new one, and nobody would notice that the old one counts. */
    private static void refuseContradictions(List<MapLine> lines, Problems problems) {
        Map<MapKey, MapLine> first = new HashMap<>();
        for (MapLine line : lines) {
            MapLine earlier = first.putIfAbsent(line.key(), line);
            if (earlier != null && !earlier.texts().equals(line.texts())) {
                problems.add(
                        MapRule.CONTRADICTION,
                        line.at(),
                        "line " + earlier.number() + " has the same key: remove one of them");
            }
        }
    }
}
