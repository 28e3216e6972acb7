package org.portcullis.policy.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.policy.facts.Terms.Mapped;
import org.portcullis.policy.facts.Terms.Responsible;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Credential;

/** The terms on which work can be let in, as the rules on multi-user pilot jobs see it. */
record WorkTerms(PilotWork work) {
    /** How many days before its end an exception from the JSPG policy begins to be announced, and again (P5). */
    private static final List<Integer> REMINDERS = List.of(30, 14, 7, 1);

    Terms terms() {
        return new Terms(
                work.regime().id(),
                responsible(),
                work.identitySwitch().isWaived() ? Mapped.PILOT : Mapped.PAYLOAD,
                identitySource(),
                reauthBy(),
                warnings());
    }

    /** Whom only the pilot names cannot answer for it: nobody else saw a credential of that person. */
    private Responsible responsible() {
        boolean byToken = work.request().subject().credential() instanceof Credential.Token
                && work.request().action().type() == ActionType.QUEUE;
        if (byToken) {
            return Responsible.VO;
        }
        boolean trusted = work.vouching() != Vouching.NONE;
        return trusted || dependsOnRegime() || isExcepted() ? Responsible.PILOT_OWNER_AND_VO : Responsible.USER;
    }

    private IdentitySource identitySource() {
        if (work.isUnattributed()) {
            return IdentitySource.UNATTRIBUTED;
        }
        return work.vouching() == Vouching.NONE ? IdentitySource.PRESENTED : IdentitySource.PILOT_ASSERTED;
    }

    private Instant reauthBy() {
        if (dependsOnRegime()) {
            return work.regime().end();
        }
        return isExcepted() ? work.exceptionEnd() : Instant.MAX;
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(ending(dependsOnRegime() ? "regime-ends" : "exception-ends"));
        new StaleRecords(work).files().forEach(file -> warnings.add("stale-" + file.word()));
        return warnings;
    }

    /** That word, and how soon it is: {@code regime-ends} and {@code regime-ends-within-7d}. */
    private List<String> ending(String word) {
        Instant end = reauthBy();
        List<String> words = List.of();
        for (int days : REMINDERS) {
            if (!work.at().plus(Duration.ofDays(days)).isBefore(end)) {
                words = List.of(word, word + "-within-" + days + "d");
            }
        }
        return words;
    }

    private boolean dependsOnRegime() {
        return work.identitySwitch() == IdentitySwitch.SUSPENDED || work.isSubmittedUnswitched();
    }

    private boolean isExcepted() {
        return work.identitySwitch() == IdentitySwitch.EXCEPTED;
    }
}
