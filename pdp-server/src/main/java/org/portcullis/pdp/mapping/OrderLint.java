package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.portcullis.pdp.mapping.MapDialect.Kind;

/** Looks at what lines of one map do to each other. */
final class OrderLint {
    private final MapDialect dialect;
    private final Problems problems;

    OrderLint(MapDialect dialect, Problems problems) {
        this.dialect = dialect;
        this.problems = problems;
    }

    /** Argus maps with two values for one key are refused: no word about which line would count. */
    void lookAtAccounts(List<MapLine> lines) {
        lookAtCase(lines);
        Earlier earlier = new Earlier();
        for (MapLine line : lines) {
            Optional<MapLine> same = earlier.sameAs(line);
            if (same.isPresent() && same.get().texts().equals(line.texts())) {
                repeated(line, same.get());
            } else if (same.isEmpty() || dialect == MapDialect.LCMAPS) {
                earlier.shadowing(line, kinds(line)).ifPresent(other -> shadowed(line, other, ""));
            }
            earlier.add(line);
        }
    }

    /** Of DNs, and in Argus of secondary FQANs, all lines count. */
    void lookAtGroups(List<MapLine> lines) {
        lookAtCase(lines);
        Earlier earlier = new Earlier();
        for (MapLine line : lines) {
            Optional<MapLine> same = earlier.sameAs(line);
            boolean person = line.key() instanceof MapKey.ExactDn;
            if (same.isPresent() && same.get().texts().equals(line.texts())) {
                repeated(line, same.get());
            } else if (!person) {
                String where = dialect == MapDialect.ARGUS ? " where the primary group is looked for" : "";
                earlier.shadowing(line, kinds(line)).ifPresent(other -> shadowed(line, other, where));
            }
            earlier.add(line);
        }
    }

    private void repeated(MapLine line, MapLine first) {
        problems.add(MapRule.REPEATED_LINE, line.at(), first.origin() + " says the same: remove one of them");
    }

    private void shadowed(MapLine line, MapLine earlier, String where) {
        problems.add(
                MapRule.SHADOWED_LINE,
                line.at(),
                earlier.origin() + " takes all that this line is for" + where
                        + ": put this line before it, or remove it");
    }

    private List<Kind> kinds(MapLine line) {
        List<Kind> kinds = dialect == MapDialect.ARGUS ? List.of(Kind.ANY) : List.of(Kind.NAMED, Kind.POOL);
        return kinds.stream()
                .filter(kind -> line.first(kind::includes).isPresent())
                .toList();
    }

    private void lookAtCase(List<MapLine> lines) {
        Map<String, MapLine> first = new HashMap<>();
        for (MapLine line : lines) {
            String key = line.key().text();
            MapLine other = first.putIfAbsent(key.toLowerCase(Locale.ROOT), line);
            if (other != null && !other.key().text().equals(key)) {
                problems.add(
                        MapRule.CASE_DIFFERS,
                        line.at(),
                        "differs from the key of " + other.origin()
                                + " in case only; case counts, except in a gridmapdir");
            }
        }
    }

    /** The lines above the one that is looked at. */
    private static final class Earlier {
        private final Map<String, MapLine> byText = new HashMap<>();
        private final List<MapLine> all = new ArrayList<>();
        private final List<MapLine> patterns = new ArrayList<>();

        void add(MapLine line) {
            byText.putIfAbsent(line.key().text(), line);
            all.add(line);
            if (line.key().isPattern()) {
                patterns.add(line);
            }
        }

        Optional<MapLine> sameAs(MapLine line) {
            return Optional.ofNullable(byText.get(line.key().text()));
        }

        /** The last of the lines that together take all kinds of values away from the line; empty if some are left. */
        Optional<MapLine> shadowing(MapLine line, List<Kind> kinds) {
            Optional<MapLine> last = Optional.empty();
            for (Kind kind : kinds) {
                last = shadowing(line, kind);
                if (last.isEmpty()) {
                    return last;
                }
            }
            return last;
        }

        /** The DN of an account that is named is no glob in LCMAPS: only the same text takes it away. */
        private Optional<MapLine> shadowing(MapLine line, Kind kind) {
            boolean exact = kind == Kind.NAMED && MapKey.isDn(line.key().text());
            return (exact ? all : line.key().isPattern() ? patterns : withSame(line))
                    .stream()
                            .filter(earlier -> earlier.first(kind::includes).isPresent())
                            .filter(earlier -> exact
                                    ? earlier.key().text().equals(line.key().text())
                                    : earlier.key().covers(line.key()))
                            .findFirst();
        }

        private List<MapLine> withSame(MapLine line) {
            List<MapLine> candidates = new ArrayList<>(patterns);
            sameAs(line).filter(same -> !same.key().isPattern()).ifPresent(candidates::add);
            return candidates;
        }
    }
}
