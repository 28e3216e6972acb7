package org.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.trace.Clause;
import org.portcullis.policy.trace.Outcome;
import org.portcullis.policy.trace.Part;
import org.portcullis.policy.trace.PolicyTrace;
import org.portcullis.policy.trace.RuleTrace;
import org.portcullis.policy.trace.Said;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;

/** What a trace says of every rule is what the engine did. */
class TraceAgreementTest {
    private static final int REQUESTS_PER_SEED = 250;
    private static final OpenPack MUPJ = PackLoader.open(Packs.MUPJ, Map.of());
    private static final AuthzRequest ANN = Requests.directJob("/CN=ann", "/atlas");

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRuleIsTracedAsTheEngineHadIt(long seed) {
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS_PER_SEED; i++) {
            AuthzRequest request = random.request();
            Circumstances circumstances = random.circumstances();

            agrees(MUPJ, request, circumstances);
        }
    }

    @Test
    void combiningAgreesForEveryMixOfRulesThatMatchMissAndFail() {
        String missing = DraftPack.match("urn:portcullis:subject:primary-role", "string", "x", true);
        String hit = DraftPack.subjectIs("urn:portcullis:subject:dn", "/CN=ann");
        String miss = DraftPack.subjectIs("urn:portcullis:subject:dn", "/CN=ben");
        List<String> matches = List.of(hit, miss, missing);
        int number = 0;
        for (String algorithm : List.of("3.0:rule-combining-algorithm:deny-overrides", FIRST_APPLICABLE)) {
            for (String target : matches) {
                for (String one : matches) {
                    for (String other : matches) {
                        Path place = directory.resolve("pack" + number++);
                        DraftPack draft = DraftPack.in(place)
                                .policy("p", policy(algorithm, target, one, other))
                                .policy("root", ROOT);
                        draft.load("root");

                        agrees(PackLoader.open(place, Map.of()), ANN, Requests.at(Instant.EPOCH));
                    }
                }
            }
        }
    }

    @Test
    void aClauseTellsItsPlaceItsTextAndTheValuesItMet() {
        PolicyTrace trace = MUPJ.trace(ANN, Requests.at(Instant.parse("2009-10-01T12:00:00Z")));

        RuleTrace limited = trace.rules().get(0);
        assertThat(limited.head().name()).isEqualTo("credential/R20-limited-proxy");
        assertThat(limited.outcome()).isEqualTo(Outcome.NOT_MATCHED);
        assertThat(limited.question().text()).isEqualTo("action:type = queue and subject:proxy-limited = true");
        Clause second = limited.question().clauses().get(1);
        assertThat(second.at()).hasToString("policy/credential.xml:17:80");
        assertThat(second.actual()).isEqualTo(Map.of("subject:proxy-limited", List.of("false")));
        assertThat(second.outcome()).isEqualTo(Outcome.NOT_MATCHED);
    }

    @Test
    void rulesOfAPolicyThatDoesNotApplyAreNotAsked() {
        PolicyTrace trace = MUPJ.trace(ANN, Requests.at(Instant.parse("2009-10-01T12:00:00Z")));

        assertThat(trace.rules())
                .filteredOn(rule -> rule.head().name().startsWith("site-approval/"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.outcome()).isEqualTo(Outcome.NOT_ASKED));
    }

    @Test
    void conditionsAndVariablesAreTracedToo() {
        String string = "\"http://www.w3.org/2001/XMLSchema#string\"";
        String owner = "<Apply FunctionId=\"urn:oasis:names:tc:xacml:1.0:function:string-one-and-only\">"
                + "<AttributeDesignator AttributeId=\"urn:portcullis:subject:dn\" DataType=" + string
                + " Category=\"urn:oasis:names:tc:xacml:1.0:subject-category:access-subject\" MustBePresent=\"true\"/>"
                + "</Apply>";
        DraftPack.in(directory)
                .rules(
                        "p",
                        "<VariableDefinition VariableId=\"who\">" + owner + "</VariableDefinition>"
                                + "<Rule RuleId=\"r\" Effect=\"Permit\"><Condition><Apply FunctionId="
                                + "\"urn:oasis:names:tc:xacml:1.0:function:string-equal\"><VariableReference"
                                + " VariableId=\"who\"/><AttributeValue DataType=" + string
                                + ">/CN=ann</AttributeValue></Apply></Condition></Rule>")
                .load("p");
        OpenPack pack = PackLoader.open(directory, Map.of());

        PolicyTrace trace = pack.trace(ANN, Requests.at(Instant.EPOCH));

        agrees(pack, ANN, Requests.at(Instant.EPOCH));
        assertThat(trace.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.outcome()).isEqualTo(Outcome.MATCHED);
            assertThat(rule.question().text()).isEqualTo("$who = /CN=ann");
        });
    }

    @Test
    void anOutlineHasEveryRuleAndAsksNobody() {
        assertThat(MUPJ.outline().rules())
                .extracting(Part::head)
                .isEqualTo(MUPJ.trace(ANN, Requests.at(Instant.EPOCH)).rules().stream()
                        .map(Part::head)
                        .toList());
        assertThat(MUPJ.outline().rules())
                .allSatisfy(rule -> assertThat(rule.outcome()).isEqualTo(Outcome.NOT_ASKED));
    }

    private static void agrees(OpenPack pack, AuthzRequest request, Circumstances circumstances) {
        Evaluation answer = pack.pack().evaluate(request, circumstances);
        PolicyTrace trace = pack.trace(request, circumstances);

        Stream<RuleTrace> deciding = trace.deciding().stream();
        assertThat(trace.said()).as("decision").matches(said -> corresponds(answer.decision(), said));
        assertThat(trace.deciding().stream()
                        .map(rule -> rule.head().name())
                        .findFirst()
                        .orElse(""))
                .isEqualTo(answer.rule());
        assertThat(deciding.flatMap(rule -> rule.reasons().stream()).distinct().toList())
                .isEqualTo(answer.denyReasons());
    }

    private static boolean corresponds(Decision decision, Said said) {
        return decision.match(new Decision.Cases<Boolean>() {
            @Override
            public Boolean permit(Decision.Permit permit) {
                return said == Said.PERMIT;
            }

            @Override
            public Boolean deny(Decision.Deny deny) {
                return said == Said.DENY;
            }

            @Override
            public Boolean notApplicable(Decision.NotApplicable notApplicable) {
                return said == Said.NOT_APPLICABLE;
            }

            @Override
            public Boolean indeterminate(Decision.Indeterminate indeterminate) {
                return said.isError();
            }
        });
    }

    private static final String FIRST_APPLICABLE = "1.0:rule-combining-algorithm:first-applicable";
    private static final String ROOT =
            "<PolicySet xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\" PolicySetId=\"root\" Version=\"1.0\""
                    + " PolicyCombiningAlgId=\"urn:oasis:names:tc:xacml:3.0:policy-combining-algorithm:deny-overrides\">"
                    + "<Target/><PolicyIdReference>p</PolicyIdReference></PolicySet>";

    private static String policy(String algorithm, String target, String one, String other) {
        return "<Policy xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\" PolicyId=\"p\" Version=\"1.0\""
                + " RuleCombiningAlgId=\"urn:oasis:names:tc:xacml:" + algorithm + "\">"
                + "<Target><AnyOf><AllOf>" + target + "</AllOf></AnyOf></Target>"
                + DraftPack.rule("permit", "Permit", one) + DraftPack.rule("deny", "Deny", other) + "</Policy>";
    }
}
