package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.mapping.Mapping.Mapped;
import org.portcullis.pdp.mapping.Mapping.Refused;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

class AccountMapperTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String MAP = """
            "/C=XX/O=Grid/CN=Alice" alice
            "/C=XX/O=Grid/CN=Pilot" pilot
            "/C=XX/O=Grid/CN=Banned" banned
            "/atlas/Role=pilot" pilot
            "/atlas/Role=*" .atlas
            "/cms" .cms
            """;
    private static final String GROUPS = """
            "/atlas/Role=production" prd
            "/atlas" atlas
            """;

    @TempDir
    private Path directory;

    private MappingRules rules;
    private LeaseStore leases;

    @BeforeEach
    void open() {
        rules = Site.in(directory).accountMap(MAP).groupMap(GROUPS).load();
        leases = SqliteLeases.open(directory.resolve("leases.db"));
    }

    @AfterEach
    void close() {
        leases.close();
    }

    private Mapping map(String name, String... fqans) {
        return map(new PilotJob.None(), name, fqans);
    }

    private Mapping map(PilotJob job, String name, String... fqans) {
        Subject subject = new Subject(dn(name), fqans(fqans), Set.of(), new Credential.Bare(), Set.of());
        AuthzRequest request = new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                subject,
                job,
                new Resource(ResourceType.WN, "wn", List.of()),
                new Action(ActionType.EXECUTE_NOW, "execute-now"),
                new SupportedObligations(false, Set.of()));
        return new AccountMapper(leases).map(rules, request, NOW);
    }

    private static PilotJob broughtBy(String name, String... fqans) {
        return new PilotJob.BroughtBy(new Pilot(dn(name), fqans(fqans), Set.of(), Set.of()));
    }

    private static Dn dn(String name) {
        return new Dn("/C=XX/O=Grid/CN=" + name);
    }

    private static List<Fqan> fqans(String... texts) {
        return Arrays.stream(texts).map(Fqan::parse).toList();
    }

    private static String user(Mapping mapping) {
        assertThat(mapping).isInstanceOf(Mapped.class);
        return ((Mapped) mapping).account().user();
    }

    /** It would be open to everybody. */
    @Test
    void aPoolForVerifiedPeopleThatIsNoPoolIsRefused() {
        AccountLimits limits = new AccountLimits(1000, 1000, Set.of(), Set.of(new Pool("atlos")));
        MappingFiles files = Site.in(directory).accountMap(MAP).groupMap(GROUPS).files();

        assertThatThrownBy(() -> MappingRules.load(files, limits))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("no line leads to pool `.atlos` of verified-only");
    }

    @Test
    void namedAccountNeedsNoLease() {
        Mapping mapping = map("Alice", "/atlas");

        assertThat(mapping)
                .isEqualTo(new Mapped(
                        new Account("alice", 10001, new UnixGroup("atlas", 5000), List.of()), "accounts.map:1"));
        assertThat(leases.all()).isEmpty();
    }

    @Test
    void poolGivesTheLowestFreeAccountAndKeepsIt() {
        assertThat(user(map("Bob", "/atlas"))).isEqualTo("atlas001");
        assertThat(user(map("Carol", "/atlas"))).isEqualTo("atlas002");
        assertThat(user(map("Bob", "/atlas"))).isEqualTo("atlas001");
    }

    @Test
    void namesThatDifferInCaseAreTwoPeople() {
        assertThat(user(map("Bob", "/atlas"))).isNotEqualTo(user(map("bob", "/atlas")));
    }

    @Test
    void onePersonInTwoPrimaryGroupsHasTwoAccounts() {
        Mapping member = map("Bob", "/atlas", "/atlas/Role=production");
        Mapping producer = map("Bob", "/atlas/Role=production", "/atlas");

        assertThat(member)
                .isEqualTo(new Mapped(
                        new Account(
                                "atlas001", 50001, new UnixGroup("atlas", 5000), List.of(new UnixGroup("prd", 5001))),
                        "accounts.map:5"));
        assertThat(producer)
                .isEqualTo(new Mapped(
                        new Account(
                                "atlas002", 50002, new UnixGroup("prd", 5001), List.of(new UnixGroup("atlas", 5000))),
                        "accounts.map:5"));
    }

    @Test
    void secondaryFqansDoNotChangeTheAccount() {
        assertThat(user(map("Bob", "/atlas"))).isEqualTo(user(map("Bob", "/atlas", "/cms")));
    }

    @Test
    void nobodyWithoutARuleIsMapped() {
        assertThat(map("Bob", "/lhcb")).isEqualTo(new Refused(ReasonCode.MAPPING_NONE));
        assertThat(map("Bob")).isEqualTo(new Refused(ReasonCode.MAPPING_NONE));
    }

    @Test
    void fullPoolIsExhaustedForNewcomersOnly() {
        assertThat(user(map("Bob", "/cms"))).isEqualTo("cms001");
        assertThat(map("Carol", "/cms")).isEqualTo(new Refused(ReasonCode.MAPPING_EXHAUSTED));
        assertThat(user(map("Bob", "/cms"))).isEqualTo("cms001");
    }

    @Test
    void forbiddenAccountIsNotGiven() {
        assertThat(map("Banned")).isEqualTo(new Refused(ReasonCode.MAPPING_FORBIDDEN));
    }

    @Test
    void leasedAccountThatLeftThePasswdFileIsNotGiven() {
        assertThat(user(map("Bob", "/atlas"))).isEqualTo("atlas001");
        rules = Site.in(directory)
                .accountMap("\"/atlas\" .atlas\n")
                .groupMap(GROUPS)
                .passwd("atlas009:x:50009:5000::/:/bin/sh\n")
                .load();

        assertThat(map("Bob", "/atlas")).isEqualTo(new Refused(ReasonCode.MAPPING_FORBIDDEN));
        assertThat(user(map("Carol", "/atlas"))).isEqualTo("atlas009");
    }

    @Test
    void payloadDoesNotGetThePilotsAccount() {
        Mapping byDn = map(broughtBy("Pilot"), "Bob", "/atlas/Role=pilot");
        Mapping byFqan = map(broughtBy("Factory", "/atlas/Role=pilot"), "Bob", "/atlas/Role=pilot");

        assertThat(byDn).isEqualTo(new Refused(ReasonCode.MAPPING_COLLIDES_WITH_PILOT));
        assertThat(byFqan).isEqualTo(new Refused(ReasonCode.MAPPING_COLLIDES_WITH_PILOT));
    }

    @Test
    void payloadOfAPilotHasAnAccountOfItsOwn() {
        assertThat(user(map("Factory", "/atlas"))).isEqualTo("atlas001");
        assertThat(user(map(broughtBy("Factory", "/atlas"), "Bob", "/atlas"))).isEqualTo("atlas002");
        assertThat(user(map(broughtBy("Pilot"), "Bob", "/atlas"))).isEqualTo("atlas002");
        assertThat(user(map(broughtBy("Unknown"), "Bob", "/atlas"))).isEqualTo("atlas002");
    }

    @Test
    void ownPilotMayShareTheAccount() {
        assertThat(user(map(broughtBy("Bob", "/atlas"), "Bob", "/atlas"))).isEqualTo("atlas001");
    }

    @Test
    void withoutTheStoreOnlyWhatIsKnownIsAnswered() {
        assertThat(user(map("Bob", "/atlas"))).isEqualTo("atlas001");
        leases.close();

        assertThat(user(map("Bob", "/atlas"))).isEqualTo("atlas001");
        assertThat(user(map("Alice"))).isEqualTo("alice");
        assertThatThrownBy(() -> map("Carol", "/atlas")).isInstanceOf(StoreUnavailableException.class);
    }
}
