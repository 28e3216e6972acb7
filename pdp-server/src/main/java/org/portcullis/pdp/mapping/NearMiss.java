package org.portcullis.pdp.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out how near a line comes to the names that it does not fit. */
final class NearMiss {
    private NearMiss() {}

    /** The name as messages have it. */
    static String shown(Candidate name) {
        if (name instanceof Candidate.Attribute attribute) {
            return (attribute.index() == 0 ? "the primary FQAN " : "the FQAN ")
                    + Problems.quote(attribute.fqan().value());
        }
        return "the DN";
    }

    /** Why the line fits none of the names. */
    static String of(MapLine line, List<Candidate> names) {
        return names.stream()
                .flatMap(name -> hint(line, name).stream())
                .findFirst()
                .orElse("fits none of the names");
    }

    private static Optional<String> hint(MapLine line, Candidate name) {
        String key = line.key().text();
        if (key.equalsIgnoreCase(name.text())) {
            return Optional.of("differs from " + shown(name) + " in case");
        }
        if (name instanceof Candidate.Attribute attribute) {
            return Stream.of(role(line, attribute), form(key, attribute), alike(line, attribute))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return key.strip().equalsIgnoreCase(name.text().strip())
                ? Optional.of("differs from the DN in blanks")
                : Optional.empty();
    }

    private static Optional<String> role(MapLine line, Candidate.Attribute name) {
        return line.key() instanceof FqanPattern pattern
                        && pattern.withAnyRole().matches(name)
                ? Optional.of("fits the group of " + shown(name) + ", but is for "
                        + (pattern.role().equals("NULL") ? "those without a role" : "Role=" + pattern.role()))
                : Optional.empty();
    }

    private static Optional<String> form(String key, Candidate.Attribute name) {
        String fqan = name.fqan().value();
        return !fqan.equals(name.text()) && (key.equals(fqan) || key.equals(fqan + "/Role=NULL"))
                ? Optional.of("is not in the form that is compared, " + Problems.quote(name.text()))
                : Optional.empty();
    }

    private static Optional<String> alike(MapLine line, Candidate.Attribute name) {
        return line.key() instanceof FqanPattern pattern && name.fqan().group().startsWith(pattern.group())
                ? Optional.of("begins like " + shown(name) + ", but is for "
                        + (pattern.subgroups() ? "another group" : "that group alone"))
                : Optional.empty();
    }
}
