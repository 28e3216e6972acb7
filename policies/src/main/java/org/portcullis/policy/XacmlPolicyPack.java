package org.portcullis.policy;

import java.util.List;
import org.portcullis.policy.engine.MatchedRule;
import org.portcullis.policy.engine.Verdict;
import org.portcullis.policy.engine.XacmlEngine;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.facts.PilotWork;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;

/** A pack whose policies are XACML 3.0: facts are read off the request, the engine judges them. Thread-safe. */
record XacmlPolicyPack(PackManifest manifest, SiteData site, XacmlEngine engine) implements PolicyPack {
    @Override
    public Evaluation evaluate(AuthzRequest request, Circumstances circumstances) {
        try {
            PilotWork work = new PilotWork(request, site, circumstances);
            return explained(engine.judge(Facts.of(work)), Terms.of(work));
        } catch (RuntimeException e) {
            return new Evaluation(new Decision.Indeterminate(ErrorKind.POLICY_ERROR), "", List.of(), Terms.NONE);
        }
    }

    private static Evaluation explained(Verdict verdict, Terms terms) {
        String decidingRule =
                verdict.rules().stream().findFirst().map(MatchedRule::name).orElse("");
        return new Evaluation(
                verdict.decision(),
                decidingRule,
                verdict.rules().stream()
                        .flatMap(rule -> rule.reasons().stream())
                        .distinct()
                        .toList(),
                terms);
    }
}
