package org.portcullis.pdp.mapping;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.pdp.mapping.MapDialect.Search;
import org.portcullis.policy.source.Position;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** Tries names near the keys of a map in both dialects, and tells which lines mean another thing in the other one. */
final class DialectLint {
    private final MappingFiles files;
    private final MapDialect own;
    private final MapDialect other;
    private final Problems problems;
    private final Set<Position> told = new HashSet<>();

    DialectLint(MappingFiles files, MappingTerms terms, Problems problems) {
        this.files = files;
        own = terms.dialect();
        other = own.other();
        this.problems = problems;
    }

    /** What the other dialect does not read it does not use, not even the lines that it could read. */
    void lookAt(MapLines lines) {
        Problems ofOther = new Problems();
        MapLines others = MapLines.read(files, other, ofOther);
        ofOther.found().stream()
                .filter(finding -> finding.rule() != MapRule.UNREADABLE_FILE)
                .forEach(finding -> tell(finding.at(), "refuses the file for this line: " + finding.message()));
        if (ofOther.none()) {
            lines.accounts().forEach(line -> compare(line, lines.accounts(), others.accounts()));
        }
    }

    private void tell(Position at, String what) {
        if (told.add(at)) {
            problems.add(MapRule.OTHER_DIALECT, at, other + " " + what);
        }
    }

    private void compare(MapLine line, List<MapLine> mine, List<MapLine> theirs) {
        if (MapKey.isDn(line.key().text())) {
            person(line).ifPresent(dn -> compare("the DN", line, found(own, dn, mine), found(other, dn, theirs)));
        } else {
            samples(line.key().text())
                    .forEach(fqan -> compare(
                            Problems.quote(fqan.value()), line, found(own, fqan, mine), found(other, fqan, theirs)));
        }
    }

    /** Where a name leads, and by which line; the empty text is nowhere. */
    private record Found(String value, int line) {}

    private void compare(String name, MapLine line, Found here, Found there) {
        boolean concerned = here.line == line.number() || there.line == line.number();
        if (concerned && !here.value.equals(there.value)) {
            tell(line.at(), "gives " + name + " " + shown(there) + ", and " + own + " " + shown(here));
        }
    }

    private static String shown(Found found) {
        return found.value.isEmpty() ? "nothing" : "`" + found.value + "` by line " + found.line;
    }

    private static Found found(MapDialect dialect, Dn dn, List<MapLine> lines) {
        return found(dialect.ofPerson(dialect.candidate(dn)), lines);
    }

    private static Found found(MapDialect dialect, Fqan fqan, List<MapLine> lines) {
        return found(dialect.ofAttributes(List.of(dialect.candidate(fqan, 0))), lines);
    }

    private static Found found(List<Search> searches, List<MapLine> lines) {
        return searches.stream()
                .flatMap(search -> lines.stream()
                        .filter(search::finds)
                        .map(line -> new Found(
                                line.first(search.kind()::includes)
                                        .orElseThrow()
                                        .text(),
                                line.number())))
                .findFirst()
                .orElse(new Found("", 0));
    }

    private static Optional<Dn> person(MapLine line) {
        try {
            return Optional.of(
                    line.key() instanceof MapKey.ExactDn exact
                            ? exact.dn()
                            : Dn.parse(line.key().text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** FQANs in and around what the key is for: the group, a part of it, one that begins alike; without and with a role. */
    private static Set<Fqan> samples(String key) {
        int end = key.indexOf("/Role=");
        String role = end < 0
                ? ""
                : key.substring(end + "/Role=".length()).split("/", 2)[0].replace("*", "production");
        String group = (end < 0 ? key.split("/Capability=", 2)[0] : key.substring(0, end)).replaceFirst("/\\*$", "");
        String plain = group.replace("*", "").replaceFirst("/$", "");
        Set<Fqan> samples = new LinkedHashSet<>();
        Stream.of(plain, plain + "/sub", plain + "fake")
                .flatMap(each -> Stream.of("", role.isEmpty() || role.equals("NULL") ? "production" : role)
                        .map(with -> with.isEmpty() ? each : each + "/Role=" + with))
                .flatMap(text -> fqan(text).stream())
                .forEach(samples::add);
        return samples;
    }

    private static Optional<Fqan> fqan(String text) {
        try {
            return Optional.of(Fqan.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
