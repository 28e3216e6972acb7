package org.portcullis.pdp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.portcullis.pdp.admin.AdminDesk;
import org.portcullis.pdp.admin.AdminPages;
import org.portcullis.pdp.admin.AuditReading;
import org.portcullis.pdp.admin.BanChangePages;
import org.portcullis.pdp.admin.BanEndPages;
import org.portcullis.pdp.admin.BanForesight;
import org.portcullis.pdp.admin.BanPages;
import org.portcullis.pdp.admin.BanWriting;
import org.portcullis.pdp.admin.DecisionPages;
import org.portcullis.pdp.admin.Desk;
import org.portcullis.pdp.admin.LeaseChangePages;
import org.portcullis.pdp.admin.LeasePages;
import org.portcullis.pdp.admin.OwnReload;
import org.portcullis.pdp.admin.PackChangePages;
import org.portcullis.pdp.admin.PackPages;
import org.portcullis.pdp.admin.ProposalPages;
import org.portcullis.pdp.admin.Proposals;
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
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.rollout.OwnTests;
import org.portcullis.pdp.rollout.PackCheck;
import org.portcullis.pdp.rollout.PolicySwitch;
import org.portcullis.pdp.rollout.SelfTest;
import org.portcullis.pdp.store.SqliteBanStore;
import org.portcullis.pdp.transport.LocalDoor;

/** What of a server the admin port looks into. */
record AdminHall(
        PdpConfig config,
        CurrentPolicy policy,
        Reloader reloader,
        BanFreshness freshness,
        LeaseRegister leases,
        InstantSource clock) {
    /** The desk in front of all pages, those of the console too. */
    Desk desk(Health health, AuditLog audit, LoadHistory load) {
        PdpConfig.Storage storage = config.storage();
        AuditReading log = new AuditReading(new AuditHistory(storage.audit()));
        SqliteBanStore store = new SqliteBanStore(storage.bans());
        BundleStore bundles = new BundleStore(config.policy().bundles());
        Proposals proposals = new Proposals(config.admin().twoPerson());
        AdminPages pages = new AdminPages(
                new StatusPage(health, policy, reloader, freshness, leases, bundles),
                bans(store, log, proposals),
                new DecisionPages(log),
                new AdminPages.Leases(new LeasePages(leases), new LeaseChangePages(leases)),
                packs(bundles, store, proposals),
                new ProposalPages(proposals));
        Console.Sources sources =
                new Console.Sources(new AuditTail(storage.audit()), policy, leases, load::seconds, bundles);
        return new Console(pages.behind(policy, audit), sources);
    }

    /** The socket for whoever is in charge of the machine: bans, and one person is enough. */
    LocalDoor localDoor(Path socket, AuditLog audit, ServerMetrics metrics) throws IOException {
        AuditReading log = new AuditReading(new AuditHistory(config.storage().audit()));
        SqliteBanStore store = new SqliteBanStore(config.storage().bans());
        AdminDesk desk = bans(store, log, new Proposals(Set.of())).behind(policy, audit);
        return LocalDoor.open(socket, new LocalDoor.Inside(desk, config.server().maxBodyBytes(), metrics, clock));
    }

    private AdminPages.Bans bans(SqliteBanStore store, AuditReading log, Proposals proposals) {
        BanWriting writing = new BanWriting(store, policy, reloader);
        return new AdminPages.Bans(
                new BanPages(policy),
                new BanChangePages(writing, new BanForesight(log, leases), proposals),
                new BanEndPages(writing, proposals));
    }

    private AdminPages.Packs packs(BundleStore bundles, SqliteBanStore bans, Proposals proposals) {
        SelfTest test = new SelfTest(config, bans, clock, List.of(PackCheck.LOADS, new OwnTests(clock)));
        PolicySwitch change = new PolicySwitch(bundles, test, new OwnReload(reloader, clock), clock);
        return new AdminPages.Packs(
                new PackPages(bundles, reloader), new PackChangePages(config.policy(), change, proposals));
    }
}
