package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
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
