package org.portcullis.pdp;

import org.portcullis.pdp.admin.AdminDesk;
import org.portcullis.pdp.admin.AdminPages;
import org.portcullis.pdp.admin.AuditReading;
import org.portcullis.pdp.admin.BanChangePages;
import org.portcullis.pdp.admin.BanForesight;
import org.portcullis.pdp.admin.BanPages;
import org.portcullis.pdp.admin.DecisionPages;
import org.portcullis.pdp.admin.LeasePages;
import org.portcullis.pdp.admin.StatusPage;
import org.portcullis.pdp.audit.AuditHistory;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.BanFreshness;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.health.Health;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.store.SqliteBanStore;

/** What of a server the admin port looks into. */
record AdminHall(
        PdpConfig.Storage storage,
        CurrentPolicy policy,
        Reloader reloader,
        BanFreshness freshness,
        LeaseRegister leases) {
    /** The desk in front of all pages. */
    AdminDesk desk(Health health, AuditLog audit) {
        AuditReading log = new AuditReading(new AuditHistory(storage.audit()));
        SqliteBanStore bans = new SqliteBanStore(storage.bans());
        AdminPages pages = new AdminPages(
                new StatusPage(health, policy, reloader, freshness),
                new BanPages(policy),
                new BanChangePages(bans, policy, reloader, new BanForesight(log, leases)),
                new DecisionPages(log),
                new LeasePages(leases));
        return pages.behind(policy, audit);
    }
}
