package org.portcullis.policy;

import java.time.Instant;
import java.util.List;
import org.portcullis.policy.engine.MatchedRule;
import org.portcullis.policy.engine.Verdict;
import org.portcullis.policy.engine.XacmlEngine;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;

/** A pack whose policies are XACML 3.0: facts are read off the request, the engine judges them. Thread-safe. */
record XacmlPolicyPack(PackManifest manifest, SiteData site, XacmlEngine engine) implements PolicyPack {
    @Override
    public Evaluation evaluate(AuthzRequest request, Instant at) {
        try {
            return explained(engine.judge(Facts.of(request, site, at)));
        } catch (RuntimeException e) {
            return new Evaluation(new Decision.Indeterminate(ErrorKind.POLICY_ERROR), "", List.of());
        }
    }

    private static Evaluation explained(Verdict verdict) {
        String decidingRule =
                verdict.rules().stream().findFirst().map(MatchedRule::name).orElse("");
        return new Evaluation(
                verdict.decision(),
                decidingRule,
                verdict.rules().stream()
                        .flatMap(rule -> rule.reasons().stream())
                        .distinct()
                        .toList());
    }
}
