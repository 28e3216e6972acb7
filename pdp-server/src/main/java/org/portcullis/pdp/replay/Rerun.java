package org.portcullis.pdp.replay;

import java.time.Instant;
import java.util.List;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.policy.PolicyPack;
import org.portcullis.profile.Decision;

/**
 * Makes recorded decisions again: policy as of the time of the question, bans as they are in force now, accounts from
 * leases that are held and from no others. Thread-safe.
 */
public final class Rerun {
    private final PolicySnapshot snapshot;
    private final ObligationFulfiller fulfiller;

    /** By this pack, under the site's bans and mapping. */
    public Rerun(PolicyPack pack, PolicySnapshot site, Instant now, TrialLeases leases) {
        snapshot = new PolicySnapshot(site.peps(), inForce(site.bans(), now), pack, site.mapping(), site.epoch());
        fulfiller = new ObligationFulfiller(new AccountMapper(leases));
    }

    private static BanList inForce(BanList bans, Instant now) {
        List<BanEntry> always = bans.entries().stream()
                .filter(ban -> ban.period().covers(now))
                .map(ban -> new BanEntry(ban.id(), ban.ban(), ban.note(), BanPeriod.ALWAYS, ban.origin()))
                .toList();
        return new BanList(always, bans.revision());
    }

    /** The answer now, and why. */
    Made again(PastDecision past) {
        RequestContext context = new RequestContext(past.id(), past.at(), past.pep(), "");
        Verdict verdict = snapshot.decide(context, past.request());
        Decision answer =
                fulfiller.fulfil(snapshot.mapping(), verdict.forMapping(past.request()), verdict.decision(), past.at());
        return new Made(answer, Made.cause(verdict.rule(), verdict.ban()));
    }
}
