package org.portcullis.pdp.decide;

import java.util.List;
import org.portcullis.policy.Evaluation;
import org.portcullis.policy.PackManifest;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;

/** A pack while nobody knows who has been banned lately: its denials hold, its permits are answers that cannot be given. */
record StalePack(PolicyPack pack) implements PolicyPack {
    @Override
    public PackManifest manifest() {
        return pack.manifest();
    }

    @Override
    public Evaluation evaluate(AuthzRequest request, Circumstances circumstances) {
        Evaluation found = pack.evaluate(request, circumstances);
        return found.decision() instanceof Decision.Permit
                ? new Evaluation(
                        new Decision.Indeterminate(ErrorKind.STALE_INFORMATION), found.rule(), List.of(), Terms.NONE)
                : found;
    }
}
