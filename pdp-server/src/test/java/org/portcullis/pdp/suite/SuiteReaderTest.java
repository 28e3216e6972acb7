package org.portcullis.pdp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.profile.Assurance;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Delegation;
import org.portcullis.profile.PilotJob;

class SuiteReaderTest {
    private static final String GOOD = """
            suite: s
            fixtures: {ann: {dn: /CN=ann, fqans: [/atlas/Role=pilot]}}
            given: {now: 2009-10-01T12:00:00Z}
            tests:
              - name: one
                given: {bans: []}
                when: {subject: ann, resource: ce, action: queue}
                then: {decision: Permit}
            """;

    @TempDir
    private Path directory;

    @Test
    void whatATestLeavesOutIsAsInItsSuite() {
        SuiteCase one = read(GOOD).cases().get(0);

        assertThat(one.given().nowOr(Instant.EPOCH)).isEqualTo("2009-10-01T12:00:00Z");
        assertThat(one.place()).isEqualTo(directory.resolve("s_test.yaml") + ":5:5");
        assertThat(one.when().request().subject().dn()).hasToString("/CN=ann");
    }

    @Test
    void theSubjectBringsAPayloadAndAPilotBringsTheSubject() {
        AuthzRequest brings = request("{subject: ann, payload: {dn: /CN=ben}, resource: wn, action: execute-now}");
        AuthzRequest isBrought = request("{subject: {dn: /CN=ben}, pilot: ann, resource: wn, action: execute-now}");
        AuthzRequest unattributed = request("{subject: ann, unattributed: true, resource: wn, action: execute-now}");

        assertThat(brings).isEqualTo(isBrought);
        assertThat(brings.subject().dn()).hasToString("/CN=ben");
        assertThat(unattributed.pilotJob()).isInstanceOf(PilotJob.Unattributed.class);
    }

    @Test
    void credentialsAreSaidByWhatIsReadOffThem() {
        AuthzRequest chain = request("{subject: {dn: /CN=a, chain: {limited: true, leaf: 12h,"
                + " certificates: [{issuer: /CN=CA, serial: 1F}]}}, resource: ce, action: queue}");
        AuthzRequest token = request("{subject: {dn: /CN=a, token: {issuer: i, subject: s, scopes: [compute]}},"
                + " resource: ce, action: queue}");

        assertThat(chain.subject().credential().traits().limited()).isTrue();
        assertThat(chain.subject().credential().traits().certificates())
                .singleElement()
                .satisfies(certificate -> assertThat(certificate.serial()).isEqualTo(0x1F));
        assertThat(token.subject().credential()).isInstanceOf(Credential.Token.class);
    }

    @Test
    void aChainIsHandedDownAsIsSaidOrAsIsUsual() {
        Credential said =
                credential("{type: legacy, depth: 3, until: 2009-10-02T00:00:00Z, possessed: true, leaf: 12h}");
        Credential proxy = credential("{leaf: 12h}");
        Credential own = credential("{}");

        assertThat(said.traits().delegation())
                .isEqualTo(new Delegation(Delegation.Kind.LEGACY, 3, Instant.parse("2009-10-02T00:00:00Z")));
        assertThat(said.assurance()).isEqualTo(Assurance.VERIFIED);
        assertThat(proxy.traits().delegation().kind()).isEqualTo(Delegation.Kind.RFC3820);
        assertThat(proxy.traits().delegation().proxies()).isEqualTo(1);
        assertThat(proxy.assurance()).isEqualTo(Assurance.CHAIN_ONLY);
        assertThat(own.traits().delegation().kind()).isEqualTo(Delegation.Kind.END_ENTITY);
    }

    private Credential credential(String chain) {
        return request("{subject: {dn: /CN=a, chain: " + chain + "}, resource: ce, action: queue}")
                .subject()
                .credential();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "suite: s            | siute: s              | 1:1: unknown key `siute`, did you mean `suite`?",
                "decision: Permit    | decision: Permitt     | 8:22: `tests.then.decision` must be one of Permit, Deny, NotApplicable, Indeterminate, did you mean `Permit`?",
                "decision: Permit    | decison: Permit       | 8:12: unknown key `tests.then.decison`, did you mean `decision`?",
                "subject: ann        | subject: anne         | 7:21: `tests.when.subject` names nobody under `fixtures`, did you mean `ann`?",
                "subject: ann        | sub: ann              | 7:11: `tests.when.subject` is missing",
                "resource: ce        | resource: cee         | did you mean `ce`?",
                "action: queue       | action: queu          | did you mean `queue`?",
                "bans: []            | bans: ['vo:']         | 6:20: `tests.given.bans` not a ban",
                "bans: []            | bann: []              | 6:13: unknown key `tests.given.bann`, did you mean `bans`?",
                "bans: []            | pools: {a: 0}         | 6:24: `tests.given.pools.a` must be 1 to 1000 accounts",
                "bans: []            | pools: {a: 1, b: 1}   | 6:12: several pools need `accounts`",
                "bans: []            | regime: interim       | `tests.given.regime` must be jspg, or an exception",
                "now: 2009-10-01T12:00:00Z | now: yesterday  | 3:14: `given.now` must be a time like 2009-10-01T12:00:00Z",
                "name: one           | title: one            | 5:5: `tests.name` is missing",
                "decision: Permit    | decision: Permit, rule: '~['  | must be a range like ~[20000-20049] or a pattern",
            })
    void whatIsWrongIsSaidWithItsPlace(String good, String bad, String problem) {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> read(GOOD.replace(good, bad)));

        assertThat(refusal.problems()).anySatisfy(line -> assertThat(line).contains("s_test.yaml:", problem));
    }

    @Test
    void everyProblemOfEveryFileIsReported() {
        write("a_test.yaml", GOOD.replace("queue", "q"));
        write("b_test.yaml", GOOD.replace("Permit", "P").replace("bans", "b"));

        ConfigException refusal =
                catchThrowableOfType(ConfigException.class, () -> SuiteReader.read(List.of(directory)));

        assertThat(refusal.problems()).hasSize(3);
    }

    @Test
    void noTestsAtAllIsAProblem() {
        write("other.yaml", GOOD);

        ConfigException refusal =
                catchThrowableOfType(ConfigException.class, () -> SuiteReader.read(List.of(directory)));

        assertThat(refusal.problems()).singleElement().asString().startsWith("no tests: ");
    }

    private AuthzRequest request(String when) {
        return read(GOOD.replace("{subject: ann, resource: ce, action: queue}", when))
                .cases()
                .get(0)
                .when()
                .request();
    }

    private Suite read(String text) {
        return SuiteReader.read(List.of(write("s_test.yaml", text))).get(0);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
