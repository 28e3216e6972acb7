package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.portcullis.pdp.mapping.MapDialect.Kind;
import org.portcullis.pdp.mapping.MapDialect.Search;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** Who becomes which account or gets one from which pool, in one dialect. Immutable. */
final class AccountMap {
    private final MapDialect dialect;
    private final MapOrder order;
    private final Map<Kind, LineIndex<AccountRule>> lines;

    AccountMap(MapDialect dialect, MapOrder order, Map<Kind, LineIndex<AccountRule>> lines) {
        this.dialect = dialect;
        this.order = order;
        this.lines = new EnumMap<>(lines);
    }

    /** The line that counts for somebody. */
    Optional<AccountRule> find(Whom whom) {
        return searches(dialect, order, whom).stream()
                .flatMap(search -> find(search).stream())
                .findFirst();
    }

    /** The VOs that any line is for. */
    Set<String> vos() {
        return lines.values().stream().flatMap(LineIndex::vos).collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<AccountRule> find(Search search) {
        return Optional.ofNullable(lines.get(search.kind()))
                .flatMap(index -> search.isExact() ? index.spelt(search.name()) : index.first(search.name()));
    }

    /** Somebody, and whether the group map knows any of the attributes. */
    record Whom(Dn dn, List<Fqan> fqans, boolean fqansHaveGroups) {
        Whom {
            fqans = List.copyOf(fqans);
        }

        /** All names, the DN first, as the dialect spells them. */
        List<Candidate> names(MapDialect dialect) {
            List<Candidate> names = new ArrayList<>(List.of(dialect.candidate(dn)));
            names.addAll(dialect.candidates(fqans));
            return names;
        }
    }

    /**
     * The looks through the map, in order. LCMAPS falls back from FQANs to the DN only for those whom no group took in: its
     * usual policy goes from {@code vomslocalgroup} to {@code localaccount} where the former fails.
     */
    static List<Search> searches(MapDialect dialect, MapOrder order, Whom whom) {
        List<Search> byFqan = dialect.ofAttributes(dialect.candidates(whom.fqans));
        List<Search> byDn = dialect.ofPerson(dialect.candidate(whom.dn));
        if (dialect == MapDialect.LCMAPS && !order.preferDnForLoginName() && whom.fqansHaveGroups) {
            return byFqan;
        }
        List<Search> all = new ArrayList<>(order.preferDnForLoginName() ? byDn : byFqan);
        all.addAll(order.preferDnForLoginName() ? byFqan : byDn);
        return all;
    }
}
