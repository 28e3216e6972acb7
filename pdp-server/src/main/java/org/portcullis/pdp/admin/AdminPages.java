package org.portcullis.pdp.admin;

import java.util.EnumMap;
import java.util.Map;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.decide.CurrentPolicy;

/** Everything that there is on the admin port. */
public record AdminPages(
        StatusPage status, BanPages bans, BanChangePages changes, DecisionPages decisions, LeasePages leases) {
    /** These pages behind a desk that asks {@code policy} who may have them. */
    public AdminDesk behind(CurrentPolicy policy, AuditLog audit) {
        Map<Operation, Page> pages = new EnumMap<>(Operation.class);
        pages.putAll(new ContractPage().pages());
        pages.putAll(status.pages());
        pages.putAll(bans.pages());
        pages.putAll(changes.pages());
        pages.putAll(decisions.pages());
        pages.putAll(leases.pages());
        return new AdminDesk(policy, audit, pages);
    }
}
