package org.portcullis.pdp.suite;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.ban.BanHit;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.policy.explain.NearestMiss;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.policy.trace.RuleTrace;
import org.portcullis.policy.trace.Said;
import org.portcullis.profile.Decision;

/**
 * Why a question is decided as it is: the bans it runs into, in force or not, what every part of the policies says, and what
 * the mapping makes of it.
 */
public record Explanation(
        Asked asked, Instant at, List<BanHit> bans, Verdict verdict, PolicyTrace trace, Decision decision) {
    /** Copies the list. */
    public Explanation {
        bans = List.copyOf(bans);
    }

    /** The deny rules that matched, whether they decided or a ban or a doubt came before them. */
    public List<RuleTrace> denying() {
        return trace.rules().stream()
                .filter(rule -> !rule.permits() && rule.said() == Said.DENY)
                .toList();
    }

    /** The permit rules that matched. */
    public List<RuleTrace> permitting() {
        return trace.rules().stream().filter(rule -> rule.said() == Said.PERMIT).toList();
    }

    /** Where no rule permits, the one that came nearest to it. */
    public Optional<NearestMiss> nearestMiss() {
        return permitting().isEmpty() ? NearestMiss.in(trace) : Optional.empty();
    }
}
