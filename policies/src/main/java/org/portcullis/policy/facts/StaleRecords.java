package org.portcullis.policy.facts;

import java.util.ArrayList;
import java.util.List;

/** Which records a decision depends on although they are older than the pack allows. */
record StaleRecords(PilotWork work) {
    /** Those, in the order of {@link DataFile}. */
    List<DataFile> files() {
        List<DataFile> stale = new ArrayList<>();
        for (DataFile file : DataFile.values()) {
            if (work.site().freshness().isStale(file, work.at()) && isAsked(file)) {
                stale.add(file);
            }
        }
        return stale;
    }

    /**
     * What the site decides itself, such as which VOs it serves, holds until it decides otherwise: only what others agreed
     * to, or what excuses from a rule, must be fresh.
     */
    private boolean isAsked(DataFile file) {
        return switch (file) {
            case VOS -> work.isMultiUser() && work.isApprovalRequired();
            case OWNERS ->
                work.vouching() != Vouching.NONE
                        || (work.isMultiUser() && !work.ownerStanding().equals("not-asked"));
            case FRAMEWORKS -> !work.frameworkStanding().equals("not-needed");
            case REGIMES -> work.isMultiUser();
            case PEPS -> work.identitySwitch() != IdentitySwitch.NOT_NEEDED;
            case ROLES -> work.request().pilotJob().pilot().isPresent();
            case PROXIES -> work.credentialWord().equals("chain");
        };
    }
}
