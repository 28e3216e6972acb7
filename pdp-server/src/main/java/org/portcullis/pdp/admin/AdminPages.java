package org.portcullis.pdp.admin;

import java.util.EnumMap;
import java.util.Map;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.decide.CurrentPolicy;

/** Everything that there is on the admin port, room by room. */
public record AdminPages(
        StatusPage status, Bans bans, DecisionPages decisions, Leases leases, Packs packs, ProposalPages proposals) {
    /** The pages about bans. */
    public record Bans(BanPages look, BanChangePages add, BanEndPages end) {
        Map<Operation, Page> pages() {
            Map<Operation, Page> pages = new EnumMap<>(Operation.class);
            pages.putAll(look.pages());
            pages.putAll(add.pages());
            pages.putAll(end.pages());
            return pages;
        }

        /** These pages alone behind a desk. */
        public AdminDesk behind(CurrentPolicy policy, AuditLog audit) {
            return new AdminDesk(policy, audit, pages());
        }
    }

    /** The pages about leases. */
    public record Leases(LeasePages look, LeaseChangePages change) {}

    /** The pages about packs. */
    public record Packs(PackPages look, PackChangePages change) {}

    /** These pages behind a desk that asks {@code policy} who may have them. */
    public AdminDesk behind(CurrentPolicy policy, AuditLog audit) {
        Map<Operation, Page> pages = new EnumMap<>(Operation.class);
        pages.putAll(new ContractPage().pages());
        pages.putAll(status.pages());
        pages.putAll(bans.pages());
        pages.putAll(decisions.pages());
        pages.putAll(leases.look().pages());
        pages.putAll(leases.change().pages());
        pages.putAll(packs.look().pages());
        pages.putAll(packs.change().pages());
        pages.putAll(proposals.pages());
        return new AdminDesk(policy, audit, pages);
    }
}
