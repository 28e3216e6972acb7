package org.portcullis.pdp.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** Who is in which Unix groups, in one dialect. Immutable. */
final class GroupMap {
    private final MapDialect dialect;
    private final MapOrder order;
    private final List<Line> people;
    private final List<Line> attributes;

    /** A line of the group map with the groups it leads to, at least one. */
    record Line(MapKey key, List<UnixGroup> groups) {
        Line {
            groups = List.copyOf(groups);
        }
    }

    GroupMap(MapDialect dialect, MapOrder order, List<Line> lines) {
        this.dialect = dialect;
        this.order = order;
        people = lines.stream()
                .filter(line -> line.key instanceof MapKey.ExactDn)
                .toList();
        attributes = lines.stream()
                .filter(line -> !(line.key instanceof MapKey.ExactDn))
                .toList();
    }

    /** The group that the map gives as the primary one. */
    Optional<UnixGroup> primary(Dn dn, List<Fqan> fqans) {
        Optional<UnixGroup> byFqan = fqans.stream().findFirst().flatMap(first -> primary(first));
        Optional<UnixGroup> byDn = ofPerson(dn).findFirst();
        return order.preferDnForPrimaryGroupName() ? byDn.or(() -> byFqan) : byFqan.or(() -> byDn);
    }

    private Optional<UnixGroup> primary(Fqan first) {
        return matching(first).findFirst().map(line -> line.groups.get(0));
    }

    /** Every group that the map gives, the primary one among them. */
    Set<UnixGroup> all(Dn dn, List<Fqan> fqans) {
        Stream<UnixGroup> byFqan = IntStream.range(0, fqans.size())
                .boxed()
                .flatMap(index -> index == 0 ? primary(fqans.get(0)).stream() : secondary(fqans.get(index)));
        Stream<UnixGroup> byDn = ofPerson(dn);
        Set<UnixGroup> all = new LinkedHashSet<>();
        (order.preferDnForPrimaryGroupName() ? Stream.concat(byDn, byFqan) : Stream.concat(byFqan, byDn))
                .forEach(all::add);
        return all;
    }

    /** Argus takes all values of all lines, LCMAPS the first value of the first line. */
    private Stream<UnixGroup> secondary(Fqan fqan) {
        return dialect == MapDialect.LCMAPS
                ? primary(fqan).stream()
                : matching(fqan).flatMap(line -> line.groups.stream());
    }

    private Stream<UnixGroup> ofPerson(Dn dn) {
        Candidate person = dialect.candidate(dn);
        return people.stream().filter(line -> line.key.matches(person)).flatMap(line -> line.groups.stream());
    }

    private Stream<Line> matching(Fqan fqan) {
        Candidate attribute = dialect.candidate(fqan, 0);
        return attributes.stream().filter(line -> line.key.matches(attribute));
    }

    /** How many of these attributes the map knows. */
    long known(List<Fqan> fqans) {
        return fqans.stream()
                .filter(fqan -> matching(fqan).findAny().isPresent())
                .count();
    }

    /** Whether the map gives what the site asks for. */
    boolean suffices(Dn dn, List<Fqan> fqans) {
        long known = known(fqans);
        return known >= order.mapMin()
                && !(order.mapAll() && known < fqans.size())
                && !(order.noPrimaryGroupNameIsError() && primary(dn, fqans).isEmpty());
    }
}
