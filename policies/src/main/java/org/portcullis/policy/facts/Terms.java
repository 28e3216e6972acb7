package org.portcullis.policy.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ReasonCode;

/**
 * On what terms a request is decided: the regime in force, who answers for the work, whose account it gets, who says whose
 * it is, when it must be asked for anew at the latest ({@link Instant#MAX} for never), and what the site should know.
 */
public record Terms(
        String regime,
        Responsible responsible,
        Mapped mapped,
        IdentitySource identitySource,
        Instant reauthBy,
        List<String> warnings) {
    /** Where no pack was asked. */
    public static final Terms NONE = new Terms("", Responsible.USER, Mapped.PAYLOAD);

    private static final Duration TTL = Duration.ofSeconds(60);

    /** Reasons that may be gone a moment later, as every ban may. */
    private static final Set<String> TRANSIENT =
            Set.of("pip-stale", "mapping-exhausted", "mapping-quarantined", "credential-unverifiable");

    /** Copies the list. */
    public Terms {
        warnings = List.copyOf(warnings);
    }

    /** Terms that do not end, on work whose owner was presented. */
    public Terms(String regime, Responsible responsible, Mapped mapped) {
        this(regime, responsible, mapped, IdentitySource.PRESENTED, Instant.MAX, List.of());
    }

    /** Who answers for work that was let in. */
    public enum Responsible {
        USER("user"),
        /** The VO that issued the token with which a job was submitted. */
        VO("vo"),
        /** The owner of the pilot and the VO (proposal of November 2009, P2). */
        PILOT_OWNER_AND_VO("pilot-owner,vo");

        private final String word;

        Responsible(String word) {
            this.word = word;
        }

        /** As the audit log writes it. */
        public String word() {
            return word;
        }
    }

    /** Whose account the work is to run under. */
    public enum Mapped {
        PAYLOAD,
        PILOT
    }

    /** Who says whose work it is. */
    public enum IdentitySource {
        /** The PEP, by a name or a credential that is not of the pilot's making. */
        PRESENTED("presented"),
        /** The pilot alone, by a name that it made up below its own. */
        PILOT_ASSERTED("pilot-asserted"),
        /** Nobody. */
        UNATTRIBUTED("unattributed");

        private final String word;

        IdentitySource(String word) {
            this.word = word;
        }

        /** As the audit log writes it. */
        public String word() {
            return word;
        }
    }

    /** The terms of that request, in the light of what the site knows. */
    public static Terms of(AuthzRequest request, SiteData site, Circumstances circumstances) {
        return of(new PilotWork(request, site, circumstances));
    }

    /** The terms of that work. */
    public static Terms of(PilotWork work) {
        return new WorkTerms(work).terms();
    }

    /**
     * For how long an answer given at that moment on these terms may be relied on: not at all if what denied it may pass,
     * and never beyond the time of asking anew.
     */
    public Duration ttl(Decision answer, Instant at) {
        if (answer instanceof Decision.Permit) {
            return at.plus(TTL).isBefore(reauthBy) ? TTL : Duration.between(at, reauthBy);
        }
        boolean lasting = answer instanceof Decision.Deny deny && isLasting(deny.reason());
        return lasting ? TTL : Duration.ZERO;
    }

    private static boolean isLasting(ReasonCode reason) {
        return !reason.value().startsWith("banned-") && !TRANSIENT.contains(reason.value());
    }
}
