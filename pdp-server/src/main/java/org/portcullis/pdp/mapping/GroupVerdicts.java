package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.mapping.AccountMap.Whom;

/** Tells of each line of the group map which groups it gives somebody, and for which name. */
final class GroupVerdicts {
    private final MapDialect dialect;
    private final List<Candidate> names;

    GroupVerdicts(MappingTerms terms, Whom whom) {
        dialect = terms.dialect();
        names = whom.names(dialect);
    }

    List<LineVerdict> of(List<MapLine> lines) {
        return lines.stream().map(line -> verdict(line, lines)).toList();
    }

    private LineVerdict verdict(MapLine line, List<MapLine> lines) {
        List<String> gives = new ArrayList<>();
        List<String> not = new ArrayList<>();
        for (Candidate name : names) {
            if (line.key().matches(name) && !groups(line).isEmpty()) {
                Optional<String> before = before(line, name, lines);
                if (before.isPresent()) {
                    not.add("fits " + NearMiss.shown(name) + ", but " + before.get());
                } else {
                    gives.add("gives " + String.join(", ", given(line, name)) + " for " + NearMiss.shown(name));
                }
            }
        }
        List<String> why = gives.isEmpty() ? not : gives;
        return LineVerdict.of(
                line, !gives.isEmpty(), why.isEmpty() ? NearMiss.of(line, names) : String.join("; ", why));
    }

    /** What keeps the line from counting for this name. */
    private Optional<String> before(MapLine line, Candidate name, List<MapLine> lines) {
        if (dialect == MapDialect.LCMAPS && name instanceof Candidate.Person) {
            return Optional.of("LCMAPS gives groups for FQANs only");
        }
        return all(name)
                ? Optional.empty()
                : lines.stream()
                        .filter(earlier ->
                                earlier.key().matches(name) && !groups(earlier).isEmpty())
                        .findFirst()
                        .filter(first -> !first.equals(line))
                        .map(first -> first.origin() + " stands before it");
    }

    /** Whether all values of all lines count, as they do in Argus for whatever is not the primary FQAN. */
    private boolean all(Candidate name) {
        boolean primary = name instanceof Candidate.Attribute attribute && attribute.index() == 0;
        return dialect == MapDialect.ARGUS && !primary;
    }

    private List<String> given(MapLine line, Candidate name) {
        return all(name) ? groups(line) : groups(line).subList(0, 1);
    }

    private List<String> groups(MapLine line) {
        return dialect == MapDialect.ARGUS
                ? line.texts()
                : line.values().stream()
                        .filter(value -> !value.isPool())
                        .map(MapLine.Value::text)
                        .toList();
    }
}
