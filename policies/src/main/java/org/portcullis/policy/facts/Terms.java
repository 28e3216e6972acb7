package org.portcullis.policy.facts;

import org.portcullis.profile.AuthzRequest;

/** On what terms a request is decided: the regime in force, who answers for the work, and whose account it gets. */
public record Terms(String regime, Responsible responsible, Mapped mapped) {
    /** Where no pack was asked. */
    public static final Terms NONE = new Terms("", Responsible.USER, Mapped.PAYLOAD);

    /** Who answers for work that was let in. */
    public enum Responsible {
        USER("user"),
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

    /** The terms of that request, in the light of what the site knows. */
    public static Terms of(AuthzRequest request, SiteData site, Circumstances circumstances) {
        PilotWork work = new PilotWork(request, site, circumstances);
        return new Terms(
                work.regime().id(),
                work.isAtRiskOfTheVo() ? Responsible.PILOT_OWNER_AND_VO : Responsible.USER,
                work.identitySwitch().isWaived() ? Mapped.PILOT : Mapped.PAYLOAD);
    }
}
