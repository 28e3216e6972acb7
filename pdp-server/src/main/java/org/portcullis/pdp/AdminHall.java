package org.portcullis.pdp;

import org.portcullis.pdp.admin.AdminPages;
import org.portcullis.pdp.admin.AuditReading;
import org.portcullis.pdp.admin.BanChangePages;
import org.portcullis.pdp.admin.BanForesight;
import org.portcullis.pdp.admin.BanPages;
import org.portcullis.pdp.admin.DecisionPages;
import org.portcullis.pdp.admin.Desk;
import org.portcullis.pdp.admin.LeasePages;
import org.portcullis.pdp.admin.StatusPage;
import org.portcullis.pdp.audit.AuditHistory;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.AuditTail;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.console.Console;
import org.portcullis.pdp.decide.BanFreshness;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.health.Health;
import org.portcullis.pdp.health.LoadHistory;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.store.SqliteBanStore;

/** What of a server the admin port looks into. */
record AdminHall(
        PdpConfig config,
        CurrentPolicy policy,
        Reloader reloader,
        BanFreshness freshness,
        LeaseRegister leases,
        LoadHistory load) {
    /** The desk in front of all pages, those of the console too. */
    Desk desk(Health health, AuditLog audit) {
        PdpConfig.Storage storage = config.storage();
        AuditReading log = new AuditReading(new AuditHistory(storage.audit()));
        SqliteBanStore bans = new SqliteBanStore(storage.bans());
        AdminPages pages = new AdminPages(
                new StatusPage(health, policy, reloader, freshness),
                new BanPages(policy),
                new BanChangePages(bans, policy, reloader, new BanForesight(log, leases)),
                new DecisionPages(log),
                new LeasePages(leases));
        Console.Sources sources = new Console.Sources(
                new AuditTail(storage.audit()),
                policy,
                leases,
                load::seconds,
                new BundleStore(config.policy().bundles()));
        return new Console(pages.behind(policy, audit), sources);
    }
}
