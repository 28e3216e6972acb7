package org.portcullis.pdp.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.VoName;

/** Whom one ban would have hit, had it always been in force: counted from recorded decisions. Not thread-safe. */
public final class BanImpact {
    private final BanList only;
    private final Set<Dn> subjects = new HashSet<>();
    private final Set<Dn> pilots = new HashSet<>();
    private final Map<String, Long> byVo = new HashMap<>();
    private final Map<String, Long> byHost = new HashMap<>();
    private final Map<Work.Key, Work> works = new LinkedHashMap<>();
    private long decisions;
    private long permits;
    private long partial;

    /** Of this ban. */
    public BanImpact(Ban ban) {
        only = new BanList(List.of(new BanEntry("", ban, BanNote.NONE, BanPeriod.ALWAYS, Origin.SITE)), 0);
    }

    /** Takes the next decision into account. */
    public void add(PastDecision past) {
        partial += past.partial() ? 1 : 0;
        if (!only.hits(past.request(), past.pep()).isEmpty()) {
            count(past);
        }
    }

    private void count(PastDecision past) {
        decisions++;
        subjects.add(past.request().subject().dn());
        past.request().pilotJob().pilot().map(Pilot::dn).ifPresent(pilots::add);
        vos(past).forEach(vo -> byVo.merge(vo, 1L, Long::sum));
        past.request().resource().hosts().stream().distinct().forEach(host -> byHost.merge(host, 1L, Long::sum));
        if (past.answer() instanceof Permit) {
            permits++;
            Work work = Work.of(past);
            works.merge(work.key(), work, Work::latest);
        }
    }

    /** The VO of the primary FQAN, as accounting has it; those that were named where there is no FQAN. */
    private static Stream<String> vos(PastDecision past) {
        return past.request()
                .subject()
                .primaryFqan()
                .map(Fqan::vo)
                .map(Stream::of)
                .orElseGet(() -> past.request().subject().vos().stream())
                .map(VoName::value);
    }

    /** How many decisions it hits. */
    public long decisions() {
        return decisions;
    }

    /** How many of these were permits. */
    public long permits() {
        return permits;
    }

    /** How many of all records do not tell certificates and named VOs, hit or not. */
    public long partial() {
        return partial;
    }

    /** The subjects that are hit. */
    public Set<Dn> subjects() {
        return Set.copyOf(subjects);
    }

    /** Whose pilots brought work that is hit. */
    public Set<Dn> pilots() {
        return Set.copyOf(pilots);
    }

    /** Decisions that are hit by VO, most first. */
    public Map<String, Long> byVo() {
        return mostFirst(byVo);
    }

    /** Decisions that are hit by host, most first. */
    public Map<String, Long> byHost() {
        return mostFirst(byHost);
    }

    private static Map<String, Long> mostFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }

    /** What was let in and would be refused now, the latest first. */
    public List<Work> works() {
        List<Work> all = new ArrayList<>(works.values());
        all.sort(Comparator.comparing(Work::lastAt).reversed());
        return all;
    }
}
