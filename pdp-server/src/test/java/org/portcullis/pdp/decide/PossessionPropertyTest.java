package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.context.Network;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.PilotTerms;
import org.portcullis.pdp.context.PilotTerms.Possession;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.enrich.CredentialPoint;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.VoName;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;

/**
 * P-POP: everybody has seen everybody's chain and says what he likes of whomever he likes, to a policy that permits all;
 * without proof of possession nobody gets a Permit for anybody but himself. 100 seeds of 100 questions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PossessionPropertyTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> PEOPLE = List.of("Alice", "Bob", "Pilot");
    private static final List<String> FQANS = List.of("", "/atlas", "/atlas/Role=pilot", "/cms", "/cms/Role=pilot");
    private static final List<String> ADDRESSES = List.of("192.0.2.1", "192.0.2.2", "198.51.100.1");

    /** Each proxy that there is: a chain, its owner, and what the VO says in it. */
    private record Proxy(Identity identity, Dn owner, List<Fqan> fqans) {
        Credential.Chain chain() {
            return new Credential.Chain(identity.chain());
        }
    }

    private final List<Proxy> proxies = new ArrayList<>();
    private final Map<X509Certificate, Proxy> byLeaf = new HashMap<>();
    private MappingRules mapping;

    @BeforeAll
    void makeProxies(@TempDir Path directory) {
        GridPki pki = GridPki.create(directory, InstantSource.fixed(NOON));
        for (String person : PEOPLE) {
            Dn owner = new Dn("/C=XX/O=Grid/CN=" + person);
            for (String fqan : FQANS) {
                List<Fqan> fqans = fqan.isEmpty() ? List.of() : List.of(Fqan.parse(fqan));
                Proxy proxy = new Proxy(
                        pki.authority()
                                .issue(EndEntity.user(owner, pki.validFor(Duration.ofHours(12)))
                                        .with(KeyType.EC_P256)),
                        owner,
                        fqans);
                proxies.add(proxy);
                byLeaf.put(proxy.identity().certificate(), proxy);
            }
        }
        mapping = Snapshots.mapping(directory, "", "");
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoCannotProveItIsPermittedNothingButHimself(long seed) {
        PolicySnapshot snapshot = snapshot(Possession.TLS);
        SplittableRandom random = new SplittableRandom(seed);
        for (int question = 0; question < 100; question++) {
            Proxy caller = one(random, proxies);
            RequestContext context = context(caller, one(random, ADDRESSES));

            Optional<Subject> permitted = permitted(snapshot, context, question(random, caller));

            permitted.ifPresent(subject -> {
                assertThat(subject.dn()).isEqualTo(caller.owner());
                assertThat(caller.fqans()).containsAll(subject.fqans());
                assertThat(caller.fqans()).extracting(Fqan::vo).containsAll(subject.allVos());
            });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whereNothingIsProvenAKeyStaysInOnePlaceAndItsVo(long seed) {
        PolicySnapshot snapshot = snapshot(Possession.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        Map<Credential, RequestContext> first = new HashMap<>();
        for (int question = 0; question < 100; question++) {
            Proxy caller = one(random, proxies);
            RequestContext context = context(caller, one(random, ADDRESSES.subList(0, 2)));

            Optional<Subject> permitted = permitted(snapshot, context, question(random, caller))
                    .filter(subject -> subject.credential() instanceof Credential.Chain chain && !chain.possessed());

            permitted.ifPresent(subject -> {
                RequestContext before = first.computeIfAbsent(subject.credential(), any -> context);
                assertThat(context.pepDn()).isEqualTo(before.pepDn());
                assertThat(context.source()).isEqualTo(before.source());
                assertThat(caller.fqans()).extracting(Fqan::vo).containsAll(subject.allVos());
            });
        }
    }

    private PolicySnapshot snapshot(Possession possession) {
        PilotTerms terms = new PilotTerms(
                Set.of(new Fqan("/atlas/Role=pilot"), new Fqan("/cms/Role=pilot")),
                List.of(Network.parse("192.0.2.0/24")),
                possession);
        return new PolicySnapshot(
                new PepList(List.of(), terms),
                Snapshots.banList(List.of()),
                Snapshots.packThatSays(Snapshots.bare()),
                mapping,
                1);
    }

    private static RequestContext context(Proxy caller, String address) {
        Caller proven = new Caller(
                caller.owner(),
                true,
                caller.fqans(),
                new Caller.Held(caller.chain().traits().certificates(), List.of()),
                caller.identity().chain(),
                Set.of());
        return new RequestContext(new UUID(0, 0), NOON, proven, address);
    }

    /** Half of what is asked is about whoever calls, else nearly nothing would come of it. */
    private AuthzRequest question(SplittableRandom random, Proxy caller) {
        Proxy about = random.nextBoolean() ? caller : one(random, proxies);
        Dn name = random.nextInt(4) == 0 ? one(random, proxies).owner() : about.owner();
        Credential credential = random.nextInt(4) == 0 ? new Credential.Bare() : about.chain();
        Subject subject = new Subject(name, said(random), vos(random), credential, Set.of());
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                subject,
                job(random),
                new Resource(ResourceType.WN, ResourceType.WN.resourceId(), List.of("wn1.example.org")),
                new Action(ActionType.EXECUTE_NOW, ActionType.EXECUTE_NOW.actionId()),
                new SupportedObligations(false, Set.of()));
    }

    private PilotJob job(SplittableRandom random) {
        Proxy shown = one(random, proxies);
        return switch (random.nextInt(4)) {
            case 0 -> new PilotJob.None();
            case 1 -> new PilotJob.BroughtBy(new Pilot(shown.owner(), said(random), vos(random), Set.of()));
            default ->
                new PilotJob.BroughtBy(new Pilot(shown.owner(), said(random), vos(random), shown.chain(), Set.of()));
        };
    }

    private static List<Fqan> said(SplittableRandom random) {
        String fqan = random.nextInt(4) == 0 ? one(random, FQANS) : "";
        return fqan.isEmpty() ? List.of() : List.of(Fqan.parse(fqan));
    }

    private static Set<VoName> vos(SplittableRandom random) {
        return random.nextInt(8) == 0 ? Set.of(new VoName("atlas")) : Set.of();
    }

    /** The subject as it is known in the end, if it is permitted. */
    private Optional<Subject> permitted(PolicySnapshot snapshot, RequestContext context, AuthzRequest question) {
        try {
            AuthzRequest admitted = snapshot.admit(context, new AuthzQuery(ReplyTo.UNKNOWN, question));
            AuthzRequest known = new CredentialPoint((chain, at) -> verified(chain), (chain, at) -> attributes(chain))
                    .enrich(admitted, NOON);
            boolean permit = snapshot.decide(context, known).decision() instanceof Decision.Permit;
            return permit ? Optional.of(known.subject()) : Optional.empty();
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    private ChainVerdict verified(List<X509Certificate> chain) {
        return new ChainVerdict.Proven(proxy(chain).owner());
    }

    private VomsVerdict attributes(List<X509Certificate> chain) {
        List<Fqan> fqans = proxy(chain).fqans();
        return fqans.isEmpty()
                ? new VomsVerdict.NoAttributes()
                : new VomsVerdict.Verified(fqans, fqans.get(0).vo(), NOON, NOON);
    }

    private Proxy proxy(List<X509Certificate> chain) {
        return Objects.requireNonNull(byLeaf.get(chain.get(0)));
    }

    private static <T> T one(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
