package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.PolicyPack;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;

/** What must hold for every question to the pack that is shipped, with any bans: ten thousand questions a property. */
class DecisionPropertyTest {
    private static final int QUESTIONS_PER_SEED = Integer.getInteger("portcullis.tries", 10_000) / 10;
    private static final Path MUPJ = Path.of("../policies/src/main/packs/mupj");
    private static final PolicyPack PACK = PackLoader.load(MUPJ);
    private static final String MAIL = "/emailAddress=somebody@example.org";

    /** What may be done to a name without making it another one: as it is, case, blanks, RFC 2253, NFKC, mail, order, hex. */
    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            dn -> dn,
            dn -> dn.toUpperCase(Locale.ROOT),
            dn -> dn.toLowerCase(Locale.ROOT),
            dn -> dn.replace(" ", "   ") + " ",
            dn -> Dn.parse(dn).toRfc2253(),
            dn -> dn.replace("Example", "\uff25xample").replace("CN=b", "CN=\uff42"),
            dn -> dn + MAIL,
            DecisionPropertyTest::reversed,
            dn -> dn.replace("CN=A", "CN=\\x41").replace("CN=P", "CN=\\x50"));

    @TempDir
    private static Path directory;

    private static MappingRules mapping;

    @BeforeAll
    static void mapNobody() {
        mapping = Snapshots.mapping(directory, "", "");
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bannedNameIsNeverPermittedHoweverEitherIsSpelt(long seed) {
        RandomQuestions random = new RandomQuestions(seed);
        for (int n = 0; n < QUESTIONS_PER_SEED; n++) {
            AuthzRequest asked = random.request();
            String name = asked.subject().dn().value();
            String banned = random.one(SPELLINGS).apply(name);
            String spelt = random.one(SPELLINGS).apply(name)
                    + random.one(List.of("", "", "/CN=proxy", "/CN=12345/CN=limited proxy"));

            AuthzRequest request = named(asked, spelt.startsWith("/") ? spelt : name);
            Verdict verdict = snapshot(PACK, Ban.parse("dn:" + banned)).decide(random.context(), request);

            assertThat(verdict.decision()).as("%s asked as %s", banned, spelt).isInstanceOf(Decision.Deny.class);
            assertThat(verdict.ban()).as("%s asked as %s", banned, spelt).startsWith("dn:");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneBanMoreNeverPermitsAndOneLessNeverDenies(long seed) {
        RandomQuestions random = new RandomQuestions(seed);
        for (int n = 0; n < QUESTIONS_PER_SEED; n++) {
            AuthzRequest request = random.request();
            RequestContext context = random.context();
            Ban[] fewer = {Ban.parse(random.ban()), Ban.parse(random.ban())};
            Ban[] more = {fewer[0], fewer[1], Ban.parse(random.ban())};

            Verdict with = snapshot(PACK, more).decide(context, request);
            Verdict without = snapshot(PACK, fewer).decide(context, request);

            if (with.decision() instanceof Decision.Permit) {
                assertThat(without).isEqualTo(with);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lessProofOrFewerNamesNeverPermit(long seed) {
        RandomQuestions random = new RandomQuestions(seed);
        PolicySnapshot snapshot = snapshot(PACK);
        for (int n = 0; n < QUESTIONS_PER_SEED; n++) {
            AuthzRequest request = random.request();
            RequestContext context = random.context();
            Decision before = snapshot.decide(context, request).decision();

            for (AuthzRequest poorer : poorer(request)) {
                if (snapshot.decide(context, poorer).decision() instanceof Decision.Permit) {
                    assertThat(before).as("%s %nof %s", poorer, request).isInstanceOf(Decision.Permit.class);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyReplicaAndThreadAnswersTheSame(long seed) {
        RandomQuestions random = new RandomQuestions(seed);
        Ban[] bans = {Ban.parse(random.ban()), Ban.parse(random.ban())};
        PolicySnapshot one = snapshot(PACK, bans);
        PolicySnapshot other = snapshot(PackLoader.load(MUPJ), bans);
        List<AuthzRequest> requests = new ArrayList<>();
        for (int n = 0; n < QUESTIONS_PER_SEED; n++) {
            requests.add(random.request());
        }
        RequestContext context = random.context();

        List<Verdict> here =
                requests.stream().map(request -> one.decide(context, request)).toList();
        List<Verdict> there = requests.parallelStream()
                .map(request -> other.decide(context, request))
                .toList();

        assertThat(there).isEqualTo(here);
    }

    /** Limited, made to live longer, without secondary names, or brought by a pilot without a role. */
    private static List<AuthzRequest> poorer(AuthzRequest request) {
        List<AuthzRequest> poorer = new ArrayList<>();
        Subject subject = request.subject();
        poorer.add(request.withSubject(
                new Subject(subject.dn(), List.of(), Set.of(), subject.credential(), subject.doubts())));
        poorer.add(request.withSubject(new Subject(
                subject.dn(),
                withoutSecondary(subject.fqans()),
                subject.vos(),
                subject.credential(),
                subject.doubts())));
        if (subject.credential() instanceof Credential.Recorded recorded) {
            poorer.add(with(request, limited(recorded.traits())));
            poorer.add(with(request, longer(recorded.traits())));
        }
        if (request.pilotJob() instanceof PilotJob.BroughtBy job) {
            Pilot nobody = new Pilot(job.owner().dn(), List.of(), job.owner().vos(), Set.of());
            poorer.add(broughtBy(request, nobody));
        }
        return poorer;
    }

    /** A reserved role counts wherever it stands: without it the question is another one. */
    private static List<Fqan> withoutSecondary(List<Fqan> fqans) {
        return fqans.stream()
                .filter(fqan -> fqan.equals(fqans.get(0)) || fqan.value().endsWith("/Role=lcgadmin"))
                .toList();
    }

    private static ChainTraits limited(ChainTraits chain) {
        return new ChainTraits(
                true, chain.leafLifetime(), chain.firstLifetime(), chain.attributeLifetime(), chain.certificates());
    }

    private static ChainTraits longer(ChainTraits chain) {
        Duration more = Duration.ofDays(1);
        return new ChainTraits(
                chain.limited(),
                chain.leafLifetime().plus(more),
                chain.firstLifetime().plus(more),
                chain.attributeLifetime(),
                chain.certificates());
    }

    private static AuthzRequest with(AuthzRequest request, ChainTraits chain) {
        Subject subject = request.subject();
        return request.withSubject(new Subject(
                subject.dn(), subject.fqans(), subject.vos(), new Credential.Recorded(chain), subject.doubts()));
    }

    private static AuthzRequest broughtBy(AuthzRequest request, Pilot pilot) {
        return new AuthzRequest(
                request.profile(),
                request.subject(),
                new PilotJob.BroughtBy(pilot),
                request.resource(),
                request.action(),
                request.supported());
    }

    private static AuthzRequest named(AuthzRequest request, String dn) {
        Subject subject = request.subject();
        return request.withSubject(
                new Subject(Dn.parse(dn), subject.fqans(), subject.vos(), subject.credential(), subject.doubts()));
    }

    private static String reversed(String dn) {
        List<String> parts = Dn.parse(dn).parts();
        List<String> reversed = new ArrayList<>();
        parts.forEach(part -> reversed.add(0, part));
        return "/" + String.join("/", reversed);
    }

    private static PolicySnapshot snapshot(PolicyPack pack, Ban... bans) {
        return new PolicySnapshot(new PepList(List.of()), Snapshots.banList(List.of(bans)), pack, mapping, 1);
    }
}
