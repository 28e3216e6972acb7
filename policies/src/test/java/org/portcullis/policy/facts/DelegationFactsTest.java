package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.policy.DraftPack.rule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.DraftPack;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.Proxies;
import org.portcullis.policy.Proxies.Draft;
import org.portcullis.policy.Proxies.Kind;
import org.portcullis.policy.Requests;
import org.portcullis.policy.Sites;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;

/** What policies may know of the chain that came with a subject. */
class DelegationFactsTest {
    private static final Instant BEGIN = Instant.parse("2009-10-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Set<Fact> OF_CHAINS = Set.of(
            Fact.PROXY_TYPE,
            Fact.PROXY_DEPTH,
            Fact.PROXY_SECONDS,
            Fact.FIRST_PROXY_SECONDS,
            Fact.ATTRIBUTES_SECONDS,
            Fact.SECONDS_LEFT);

    @Test
    void withoutChainThereAreNone() {
        assertThat(facts(new Credential.Bare(), BEGIN)).isEqualTo(Map.of(Fact.ASSURANCE, List.of("asserted")));
        assertThat(facts(new Credential.Token("i", "s", "", "", Set.of()), BEGIN))
                .isEqualTo(Map.of(Fact.ASSURANCE, List.of("token")));
    }

    @Test
    void proxiesAreCountedAndMeasured() {
        Credential.Chain chain = Proxies.chain(new Draft(Kind.LIMITED, HOUR), new Draft(Kind.FULL, Duration.ofDays(7)));

        Map<Fact, List<String>> facts =
                facts(chain.withAttributes(Duration.ofHours(12), BEGIN.plus(Duration.ofHours(12))), BEGIN);

        assertThat(facts)
                .isEqualTo(Map.of(
                        Fact.ASSURANCE, List.of("chain-only"),
                        Fact.PROXY_TYPE, List.of("rfc3820"),
                        Fact.PROXY_DEPTH, List.of("2"),
                        Fact.PROXY_SECONDS, List.of("3600"),
                        Fact.FIRST_PROXY_SECONDS, List.of("604800"),
                        Fact.ATTRIBUTES_SECONDS, List.of("43200"),
                        Fact.SECONDS_LEFT, List.of("3600")));
    }

    @Test
    void aCertificateOfItsOwnIsNoProxy() {
        Map<Fact, List<String>> facts = facts(Proxies.chain(), BEGIN);

        assertThat(facts).containsEntry(Fact.PROXY_TYPE, List.of("end-entity"));
        assertThat(facts).containsEntry(Fact.PROXY_DEPTH, List.of("0"));
        assertThat(facts).containsEntry(Fact.PROXY_SECONDS, List.of("0"));
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource({
        "FULL, FULL, rfc3820",
        "LIMITED, FULL, rfc3820",
        "LEGACY, FULL, legacy",
        "FULL, LEGACY_LIMITED, legacy",
        "DRAFT_LIMITED, FULL, legacy"
    })
    void oneOldProxyMakesAChainOld(Kind leaf, Kind first, String type) {
        Credential chain = Proxies.chain(new Draft(leaf, HOUR), new Draft(first, HOUR));

        assertThat(facts(chain, BEGIN)).containsEntry(Fact.PROXY_TYPE, List.of(type));
    }

    @ParameterizedTest(name = "{0} s after it was made: {1} s left")
    @CsvSource({"0, 3600", "1, 3599", "3600, 0", "9999, 0"})
    void whatIsLeftIsCountedFromTheTimeOfTheQuestion(long later, String left) {
        Credential chain = Proxies.chain(new Draft(Kind.FULL, HOUR));

        assertThat(facts(chain, BEGIN.plusSeconds(later))).containsEntry(Fact.SECONDS_LEFT, List.of(left));
    }

    @Test
    void attributesThatEndFirstCount() {
        Credential.Chain chain = Proxies.chain(new Draft(Kind.FULL, HOUR));

        assertThat(facts(chain.withAttributes(HOUR, BEGIN.plusSeconds(60)), BEGIN))
                .containsEntry(Fact.SECONDS_LEFT, List.of("60"));
    }

    @Test
    void whoeverHasTheKeyIsVerified() {
        assertThat(facts(Proxies.chain().withPossession(), BEGIN)).containsEntry(Fact.ASSURANCE, List.of("verified"));
    }

    @Test
    void aRecordThatDoesNotSayLeavesThemOut() {
        ChainTraits old = new ChainTraits(true, HOUR, HOUR, HOUR, List.of());

        assertThat(facts(new Credential.Recorded(old, Unproven.NONE), BEGIN))
                .containsEntry(Fact.PROXY_SECONDS, List.of("3600"))
                .doesNotContainKeys(Fact.PROXY_TYPE, Fact.PROXY_DEPTH, Fact.SECONDS_LEFT);
    }

    @Test
    void policiesCompareThemAsNumbers(@TempDir Path directory) {
        String brief = """
                <Match MatchId="urn:oasis:names:tc:xacml:1.0:function:integer-greater-than">\
                <AttributeValue DataType="http://www.w3.org/2001/XMLSchema#integer">600</AttributeValue>\
                <AttributeDesignator AttributeId="urn:portcullis:subject:seconds-left" \
                DataType="http://www.w3.org/2001/XMLSchema#integer" \
                Category="urn:oasis:names:tc:xacml:1.0:subject-category:access-subject" MustBePresent="false"/></Match>""";
        PolicyPack pack = DraftPack.in(directory)
                .rules("ban", rule("everyone", "Permit"), rule("nearly-over", "Deny", brief))
                .load("ban");
        AuthzRequest request = bringing(Proxies.chain(new Draft(Kind.FULL, HOUR)));

        assertThat(pack.evaluate(request, Requests.at(BEGIN.plusSeconds(3000))).decision())
                .isInstanceOf(Decision.Permit.class);
        assertThat(pack.evaluate(request, Requests.at(BEGIN.plusSeconds(3001))).decision())
                .isInstanceOf(Decision.Deny.class);
    }

    private static Map<Fact, List<String>> facts(Credential credential, Instant at) {
        return Facts.of(bringing(credential), Sites.of(Map.of()), Requests.at(at)).values().entrySet().stream()
                .filter(fact -> OF_CHAINS.contains(fact.getKey()) || fact.getKey() == Fact.ASSURANCE)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static AuthzRequest bringing(Credential credential) {
        AuthzRequest request = Requests.directJob("/DC=org/DC=example/CN=Ann", "/atlas");
        Subject ann = request.subject();
        return request.withSubject(new Subject(ann.dn(), ann.fqans(), ann.vos(), credential, ann.doubts()));
    }
}
