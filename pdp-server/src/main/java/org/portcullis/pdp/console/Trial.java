package org.portcullis.pdp.console;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.pdp.suite.CaseAnswer;
import org.portcullis.profile.Decision;

/** What the snapshot in force would answer, without a lease and without a record. */
record Trial(CurrentPolicy policy, LeaseRegister leases) {
    private static final UUID NO_CALL = new UUID(0, 0);

    /** The decision in a word, and why. */
    record Outcome(String decision, Map<String, Object> facts) {}

    Outcome of(Question question, Instant at) {
        PolicySnapshot snapshot = policy.get();
        RequestContext context = new RequestContext(NO_CALL, at, question.pep(), "");
        Verdict verdict = snapshot.decide(context, question.request());
        Decision decision = new ObligationFulfiller(new AccountMapper(new TrialLeases(leases.all())))
                .fulfil(snapshot.mapping(), verdict.forMapping(question.request()), verdict.decision(), at);
        CaseAnswer answer = CaseAnswer.of(verdict, decision);
        Map<String, Object> facts = new LinkedHashMap<>(answer.fields());
        facts.put("obligations", answer.obligations());
        facts.put(
                "pack",
                snapshot.pack().manifest().name() + " "
                        + snapshot.pack().manifest().version());
        facts.put("epoch", String.valueOf(snapshot.epoch()));
        return new Outcome(answer.fields().getOrDefault("decision", ""), facts);
    }
}
