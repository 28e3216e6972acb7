package org.portcullis.pdp.suite;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.policy.OpenPack;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.profile.Decision;

/** Explains decisions of a site, out of the rooms that a server has; it takes no lease and writes nothing. */
public final class Inquiry {
    private static final UUID CALL = new UUID(0, 0);

    private final PolicySnapshot snapshot;
    private final OpenPack pack;
    private final List<Lease> leases;
    private final boolean maps;

    private Inquiry(PolicySnapshot snapshot, OpenPack pack, Collection<Lease> leases, boolean maps) {
        this.snapshot = snapshot;
        this.pack = pack;
        this.leases = List.copyOf(leases);
        this.maps = maps;
    }

    /** About a pack by itself: without bans and without accounts. */
    public static Inquiry ofPack(OpenPack pack) {
        PolicySnapshot snapshot = new PolicySnapshot(
                new PepList(List.of()), new BanList(List.of(), 0), pack.pack(), TrialMapping.NONE.load(), 0);
        return new Inquiry(snapshot, pack, List.of(), false);
    }

    /** About a site with these bans, this mapping and these leases, if this were its pack. */
    public static Inquiry ofSite(PolicySnapshot site, OpenPack pack, Collection<Lease> leases) {
        PolicySnapshot snapshot = new PolicySnapshot(site.peps(), site.bans(), pack.pack(), site.mapping(), 0);
        return new Inquiry(snapshot, pack, leases, true);
    }

    /** The same site with another pack. */
    public Inquiry with(OpenPack other) {
        PolicySnapshot changed =
                new PolicySnapshot(snapshot.peps(), snapshot.bans(), other.pack(), snapshot.mapping(), 0);
        return new Inquiry(changed, other, leases, maps);
    }

    /** How many bans are looked up. */
    public int bans() {
        return snapshot.bans().size();
    }

    /** Whether a Permit is given an account. */
    public boolean maps() {
        return maps;
    }

    /** Why that question is decided as it is. */
    public Explanation explain(Asked asked, Instant at) {
        Verdict verdict = snapshot.decide(new RequestContext(CALL, at, asked.pep(), ""), asked.request());
        PolicyTrace trace = pack.trace(asked.request(), new Circumstances(at, asked.pep()));
        Decision decision = maps
                ? new ObligationFulfiller(new AccountMapper(new TrialLeases(leases)))
                        .fulfil(snapshot.mapping(), verdict.forMapping(asked.request()), verdict.decision(), at)
                : verdict.decision();
        return new Explanation(asked, at, snapshot.bans().hits(asked.request(), asked.pep()), verdict, trace, decision);
    }
}
