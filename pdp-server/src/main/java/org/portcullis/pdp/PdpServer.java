package org.portcullis.pdp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.portcullis.pdp.audit.CheckpointTimer;
import org.portcullis.pdp.audit.JsonLinesAuditLog;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.context.Answer;
import org.portcullis.pdp.context.PilotMemory;
import org.portcullis.pdp.context.SignedQuestions;
import org.portcullis.pdp.decide.BanFreshness;
import org.portcullis.pdp.decide.BanWatch;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.Loading;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.decide.SnapshotLoader;
import org.portcullis.pdp.enrich.CredentialPoint;
import org.portcullis.pdp.enrich.Enricher;
import org.portcullis.pdp.enrich.MembershipPoint;
import org.portcullis.pdp.enrich.TokenPoint;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.health.Health;
import org.portcullis.pdp.health.Health.Check;
import org.portcullis.pdp.health.Health.Level;
import org.portcullis.pdp.health.HealthListener;
import org.portcullis.pdp.health.LoadHistory;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseStore;
import org.portcullis.pdp.shadow.Shadow;
import org.portcullis.pdp.store.SqliteBanStore;
import org.portcullis.pdp.store.SqliteMembers;
import org.portcullis.pdp.transport.AdminListener;
import org.portcullis.pdp.transport.AuthzEndpoint;
import org.portcullis.pdp.transport.Callers;
import org.portcullis.pdp.transport.HttpsListener;
import org.portcullis.pdp.trust.CrlTimes;
import org.portcullis.pdp.trust.FileWatch;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.RehearsalTls;
import org.portcullis.pdp.trust.ServerTls;
import org.portcullis.pdp.trust.TlsProfile;
import org.portcullis.pdp.trust.TokenTrust;
import org.portcullis.pdp.trust.VerifiedChains;
import org.portcullis.pdp.trust.VomsTrust;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.hot.HotWire;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composition root: the only class that knows every room. Closing it ends all it opened, in reverse order. */
public final class PdpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PdpServer.class);

    private final Opening opening = new Opening();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final OpenSamlWire wire;
    private final ServerMetrics metrics = new ServerMetrics();
    private final PdpConfig config;
    private final InstantSource clock;
    private final CurrentPolicy policy;
    private final BanFreshness freshness;
    private final Reloader reloader;
    private final GridTrust trust;
    private final VerifiedChains chains;
    private final PilotMemory pilots;
    private final ServerTls tls;
    private final JsonLinesAuditLog audit;
    private final LeaseRegister leaseStore;
    private final PoolGauges pools;
    private final List<Shadow> shadow;
    private final HttpsListener door;
    private final HealthListener health;
    private final List<AdminListener> admin;
    private final WarmUp warmUp;
    /** Written by the thread that closes the server, read by health checks. */
    private volatile boolean draining;

    private PdpServer(PdpConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        warmUp = new WarmUp(config.server().waits().warmUp(), this::rehearsal);
        Callable<OpenSamlWire> saml = Opening.ahead(OpenSamlWire::open);
        Callable<GridTrust> grid = Opening.ahead(() -> openTrust(config.tls()));
        Optional<SnapshotLoader> loader = opening.attempt(() -> openBans(config, clock));
        Optional<Loading> loaded = loader.flatMap(files -> opening.attempt(() -> files.start(1)));
        Optional<GridTrust> anchors = opening.own(grid);
        Optional<VerifiedChains> verified = anchors.flatMap(this::openChains);
        Optional<ServerTls> credential = verified.flatMap(this::openTls);
        Optional<LeaseRegister> leases = loader.flatMap(first -> opening.own(() -> openLeases(config, clock)));
        Optional<JsonLinesAuditLog> trail = opening.own(this::openTrail);
        Optional<SqliteMembers> members = opening.own(this::openMembers);
        shadow = openShadow();
        Optional<OpenSamlWire> codec = opening.attempt(saml);
        opening.raise();
        freshness = freshness(loader.orElseThrow());
        policy = new CurrentPolicy(loaded.orElseThrow().snapshot(), freshness::isStale);
        reloader = new Reloader(loader.orElseThrow(), loaded.orElseThrow(), policy, leases.orElseThrow()::all);
        wire = codec.orElseThrow();
        trust = anchors.orElseThrow();
        this.tls = credential.orElseThrow();
        audit = trail.orElseThrow();
        leaseStore = leases.orElseThrow();
        Optional<HttpsListener> decisions =
                opening.own(() -> listen(verified.orElseThrow(), members.orElseThrow(), leases.orElseThrow()));
        Optional<HealthListener> pages = opening.own(this::openHealth);
        admin = openAdmin(verified.orElseThrow());
        opening.raise();
        opening.attempt(() -> pidFile(config.storage().pidFile()));
        opening.raise();
        pools = new PoolGauges(policy, leaseStore, clock);
        door = decisions.orElseThrow();
        health = pages.orElseThrow();
        chains = verified.orElseThrow();
        pilots = loader.orElseThrow().pilots();
        watch();
        opening.own(() -> warmUp).ifPresent(WarmUp::begin);
    }

    private static GridTrust openTrust(PdpConfig.Tls tls) throws IOException {
        return GridTrust.open(tls.trustDir(), tls.crls(), tls.legacyProxies());
    }

    private Optional<ServerTls> openTls(VerifiedChains verified) {
        return opening.attempt(() -> ServerTls.open(config.tls(), verified::verify, clock));
    }

    private BanFreshness freshness(SnapshotLoader loader) {
        return new BanFreshness(loader::bansReadAt, config.policy().cluster().maxBanStaleness(), clock);
    }

    /** What is looked at again and again, in threads of its own. */
    private void watch() {
        opening.own(() -> BanWatch.start(reloader, config.policy().cluster().banPoll()));
        opening.own(() -> FileWatch.start(tls, trust, config.tls().reread()));
        opening.own(() -> PoolWatch.start(pools::uses));
        opening.own(metrics::watchProcess);
    }

    private JsonLinesAuditLog openTrail() throws IOException {
        PdpConfig.Storage storage = config.storage();
        JsonLinesAuditLog log = JsonLinesAuditLog.open(storage.audit(), storage.auditKey(), storage.auditSync(), clock);
        opening.own(() -> CheckpointTimer.start(log));
        return log;
    }

    private Optional<VerifiedChains> openChains(GridTrust anchors) {
        Optional<VomsTrust> voms =
                opening.attempt(() -> VomsTrust.open(config.tls().vomsdir(), anchors, clock));
        return voms.flatMap(of -> opening.own(() -> new VerifiedChains(anchors, of, config.chainCache())));
    }

    private void exportGauges() {
        new Gauges(policy, reloader, freshness, pilots).export(metrics);
        pools.export(metrics);
        CrlTimes crls = new CrlTimes(config.tls().trustDir(), config.tls().crls(), clock);
        new TrustGauges(trust, tls, crls).export(metrics);
        new ChainGauges(chains).export(metrics);
        metrics.gauges(
                "portcullis.health.level",
                "How each check of /readyz is: 0 ok, 1 degraded, 2 fail",
                "check",
                new Health(checks())::levels);
    }

    /**
     * Starts a server and returns once it answers; how fast, {@code /readyz} tells.
     *
     * @throws org.portcullis.pdp.config.ConfigException with every problem that keeps it from starting
     */
    public static PdpServer start(PdpConfig config, InstantSource clock) {
        TlsProfile.demand();
        PdpServer server = new PdpServer(config, clock);
        server.exportGauges();
        LOG.info("serving port={} health={} cas={}", server.port(), server.healthPort(), server.trust.anchors());
        return server;
    }

    private HttpsListener listen(VerifiedChains verified, SqliteMembers members, LeaseStore leases) throws IOException {
        AuthzEndpoint endpoint = endpoint(enricher(verified, members), leases);
        return HttpsListener.open(config.server(), tls, new Callers(verified::attributes), endpoint, metrics, clock);
    }

    private HealthListener openHealth() throws IOException {
        return HealthListener.open(config.health(), new Health(checks()), metrics);
    }

    private List<AdminListener> openAdmin(VerifiedChains verified) {
        if (config.admin().listen().isEmpty()) {
            return List.of();
        }
        LoadHistory load = opening.own(() -> LoadHistory.start(metrics::load)).orElseThrow();
        AdminHall hall = new AdminHall(config, policy, reloader, freshness, leaseStore, load);
        return config.admin().listen().stream()
                .flatMap(address ->
                        opening.own(() -> openAdmin(address, hall, new Callers(verified::attributes))).stream())
                .toList();
    }

    private AdminListener openAdmin(InetSocketAddress address, AdminHall hall, Callers callers) throws IOException {
        QueryGate gate = new QueryGate(XmlLimits.DEFAULTS, tls::hostNames);
        AuthzEndpoint refusing = AuthzEndpoint.refusing(gate, wire(gate).encoder(), audit, metrics);
        AdminListener.Inside inside =
                new AdminListener.Inside(hall.desk(new Health(checks()), audit), refusing, callers);
        return AdminListener.open(address, config.server(), tls, inside, metrics, clock);
    }

    /** What is found out of a subject, in order: what verifies comes before what remembers. */
    private Enricher enricher(VerifiedChains verified, SqliteMembers members) {
        TokenTrust tokens = TokenTrust.open(config.tokens(), clock);
        return new Enricher(List.of(
                new CredentialPoint(verified::verify, verified::attributes),
                new TokenPoint(tokens::verify),
                new MembershipPoint(members::vosOf, members::saw)));
    }

    private Rehearsal rehearsal() throws IOException, GeneralSecurityException {
        QueryGate gate = new QueryGate(XmlLimits.DEFAULTS, Set.of());
        return Rehearsal.open(
                config.server(),
                RehearsalTls.create(tls, trust, clock.instant()),
                wire(gate),
                gate,
                policy.get(),
                clock);
    }

    private AuthzEndpoint endpoint(Enricher enricher, LeaseStore leases) {
        QueryGate gate = new QueryGate(XmlLimits.DEFAULTS, tls::hostNames);
        DecisionService.Wire codec = wire(gate);
        DecisionService line = new DecisionService(
                codec,
                policy,
                new SignedQuestions(clock.instant()),
                enricher,
                new ObligationFulfiller(new AccountMapper(leases)),
                new Alarms(audit, metrics));
        return new AuthzEndpoint(shadow.isEmpty() ? line : shadowed(line), gate, codec.encoder(), audit, metrics);
    }

    private DecisionService.Wire wire(QueryGate gate) {
        QueryDecoder decoder = wire.decoder(gate);
        ResponseEncoder encoder = wire.encoder(config.server().issuer(), clock);
        return config.server().codec() == PdpConfig.Codec.HOT
                ? new DecisionService.Wire(
                        HotWire.decoder(decoder, XmlLimits.DEFAULTS), HotWire.encoder(encoder, clock))
                : new DecisionService.Wire(decoder, encoder);
    }

    /** The same line, with every answer held against that of another service once it is made. */
    private AuthzEndpoint.Line shadowed(AuthzEndpoint.Line line) {
        return (context, soap) -> {
            try {
                Answer answer = line.answer(context, soap);
                shadow.forEach(other -> other.answered(context, soap, answer.response()));
                return answer;
            } catch (ProtocolException e) {
                shadow.forEach(other -> other.refused(context, soap));
                throw e;
            }
        };
    }

    private List<Shadow> openShadow() {
        return config.shadow().stream()
                .flatMap(of -> opening.own(() -> Shadow.open(of, config.tls(), metrics::shadowed)).stream())
                .toList();
    }

    private Map<String, Supplier<Check>> checks() {
        Map<String, Supplier<Check>> checks = new LinkedHashMap<>();
        checks.put("serving", () -> Check.require(!draining, Level.FAIL, "shutting down"));
        checks.put("warm", () -> Check.require(warmUp.isOver(), Level.FAIL, "warming up"));
        checks.put(
                "policy",
                () -> Check.require(
                        reloader.last().success(),
                        Level.DEGRADED,
                        "last reload: " + String.join("; ", reloader.last().problems())));
        checks.put("bans", this::bansCheck);
        checks.put("trust", () -> lacks(trust.problems()));
        checks.put("tls", () -> lacks(tls.problems()));
        checks.put("audit", () -> Check.require(audit.isWritable(), Level.FAIL, "audit records are not kept"));
        checks.put(
                "leases",
                () -> Check.require(
                        leaseStore.problem().isEmpty(),
                        Level.DEGRADED,
                        leaseStore.problem().orElse("")));
        return checks;
    }

    private static Check lacks(List<String> problems) {
        return Check.require(problems.isEmpty(), Level.DEGRADED, String.join("; ", problems));
    }

    private Check bansCheck() {
        String problems = String.join("; ", reloader.banProblems());
        return freshness.isStale()
                ? new Check(Level.FAIL, "store not read for " + freshness.age().toSeconds() + " s: " + problems)
                : Check.require(problems.isEmpty(), Level.DEGRADED, problems);
    }

    private static SnapshotLoader openBans(PdpConfig config, InstantSource clock) {
        SqliteBanStore bans = new SqliteBanStore(config.storage().bans());
        bans.requireNotLost(config.storage().leases(), config.storage().members());
        bans.prepare();
        return new SnapshotLoader(config, bans, clock);
    }

    private static LeaseRegister openLeases(PdpConfig config, InstantSource clock) {
        LeaseRegister store = LeaseStores.open(config, clock);
        store.keepUp();
        return store;
    }

    private SqliteMembers openMembers() {
        PdpConfig.Storage storage = config.storage();
        return SqliteMembers.open(storage.members(), storage.membersKept(), clock.instant());
    }

    private static Path pidFile(Path file) throws IOException {
        return Files.writeString(file, ProcessHandle.current().pid() + "\n");
    }

    /** Takes what is on disk now, or keeps what is in force and says why; and opens the audit log anew. */
    public Reloader.Outcome reload() {
        try {
            audit.reopen();
        } catch (IOException e) {
            LOG.error("audit log not reopened error={}", e.toString());
        }
        tls.reread();
        trust.reread();
        return reloader.reload();
    }

    /** Port of the decision door. */
    public int port() {
        return door.port();
    }

    /** Port of the health pages. */
    public int healthPort() {
        return health.port();
    }

    /** Port of the admin door, if there is one. */
    public OptionalInt adminPort() {
        return admin.stream().mapToInt(AdminListener::port).findFirst();
    }

    /** Waits until {@link #close} has run. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        draining = true;
        opening.close();
        try {
            Files.deleteIfExists(config.storage().pidFile());
        } catch (IOException e) {
            LOG.warn("pid file not removed error={}", e.toString());
        }
        stopped.countDown();
    }
}
