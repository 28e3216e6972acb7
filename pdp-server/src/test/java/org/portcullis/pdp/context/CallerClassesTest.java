package org.portcullis.pdp.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.aggregator.ArgumentsAggregator;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.config.PepListReader;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.Evaluation;
import org.portcullis.policy.PackManifest;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;

/** Who may ask what, by class: services, worker nodes, and everybody else. */
class CallerClassesTest {
    private static final Dn ALICE = new Dn("/C=XX/CN=Alice");
    private static final Credential PROVEN = new Credential.Token("https://iam.example.org/", "a", "", "", Set.of());

    @TempDir
    private Path directory;

    /** Certificates name hosts: the end of the DN, and DNS names. */
    @ParameterizedTest(name = "{0} ({1}) asks about {2} on {3} at {4}, with proof: {5}")
    @CsvSource({
        "ce1, ce1,      queue,       ce, ce1.example.org, true,  true",
        "ce1, ce1,      queue,       ce, CE1.example.org, true,  true",
        "ce1, ce1,      queue,       ce, '',              true,  true",
        "ce1, ce1,      queue,       ce, ce2.example.org, true,  false",
        "ce1, ce1,      execute-now, ce, ce1.example.org, true,  false",
        "ce1, ce1,      queue,       se, ce1.example.org, true,  false",
        "ce1, ce1,      queue,       ce, ce1.example.org, false, false",
        "ce1, ce1 ce2,  queue,       ce, ce2.example.org, true,  true",
        "gw,  gw,       execute-now, wn, a.wn.example.org, false, true",
        "gw,  gw,       access,      wn, a.wn.example.org, false, true",
        "gw,  gw,       execute-now, wn, a.b.wn.example.org, false, false",
        "gw,  gw,       execute-now, wn, gw.example.org,  false, false",
        "gw,  gw,       execute-now, wn, '',              false, false",
        "wn7, wn7,      execute-now, wn, wn7.example.org, true,  true",
        "wn7, wn7,      execute-now, wn, wn8.example.org, true,  false",
        "wn7, wn7,      execute-now, wn, '',              true,  false",
        "wn7, wn7,      queue,       wn, wn7.example.org, true,  false",
        "wn7, wn7,      execute-now, ce, wn7.example.org, true,  false",
        "wn7, wn7,      execute-now, wn, wn7.example.org, false, false",
        "x,   a.wn,     execute-now, wn, a.wn.example.org, true,  true",
        "x,   a.wn,     execute-now, wn, b.wn.example.org, true,  false",
        "x,   a.wn,     execute-now, wn, a.wn.example.org, false, false",
        "x,   a.b.wn,   execute-now, wn, a.b.wn.example.org, true, false",
        "a.wn, '',      execute-now, wn, a.wn.example.org, true,  false",
        "x,   x,        execute-now, wn, x.example.org,   true,  false",
    })
    void everyClassHasItsQuestions(@AggregateWith(CaseOfTable.class) Case asked) {
        assertThat(answer(peps(), asked.caller(), asked.request())).isEqualTo(asked.admitted());
    }

    /** A certificate that only delegates is nobody's host certificate. */
    @Test
    void aWorkerNodeDoesNotCallWithAProxy() {
        Dn node = new Dn("/C=XX/CN=wn7.example.org");
        AuthzRequest request = request(PROVEN, ActionType.EXECUTE_NOW, ResourceType.WN, "wn7.example.org");
        Caller proxy = new Caller(node, true, List.of(), Caller.Held.NOTHING, List.of(), Set.of("wn7.example.org"));

        assertThat(answer(peps(), proxy, request)).isFalse();
    }

    /** The pack throws if it is asked. */
    @Test
    void whoMayNotAskCostsNoEvaluation() {
        MappingRules rules = Snapshots.mapping(directory, "", "");
        PolicySnapshot snapshot =
                new PolicySnapshot(peps(), Snapshots.banList(List.of()), new UntouchablePack(), rules, 1);
        Caller stranger = Caller.withCertificate(ALICE);
        AuthzRequest request = request(PROVEN, ActionType.EXECUTE_NOW, ResourceType.WN, "wn7.example.org");

        assertThatThrownBy(() -> snapshot.admit(context(stranger), new AuthzQuery(ReplyTo.UNKNOWN, request)))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.UNTRUSTED_PEP));
    }

    @Test
    void aChainWithoutItsOwnNameIsNotTheCallersHost() {
        assertThat(Caller.withCertificate(new Dn("/C=XX/CN=a.example.org"), Set.of("b.example.org"))
                        .isNamed("c.example.org"))
                .isFalse();
    }

    private PepList peps() {
        return PepListReader.read(Snapshots.write(directory.resolve("peps.yaml"), """
                peps:
                  - {dn: /C=XX/CN=ce1.example.org, resources: [ce], actions: [queue]}
                  - dn: /C=XX/CN=gw.example.org
                    resources: [wn]
                    hosts: ["*.wn.example.org"]
                    assert-bare: true
                  - {dn: /C=XX/CN=wn7.example.org, class: pep-wn}
                worker-nodes: ["*.wn.example.org"]
                """));
    }

    private static boolean answer(PepList peps, Caller caller, AuthzRequest request) {
        try {
            peps.admit(context(caller), new AuthzQuery(ReplyTo.UNKNOWN, request));
            return true;
        } catch (ProtocolException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.UNTRUSTED_PEP);
            return false;
        }
    }

    private static RequestContext context(Caller caller) {
        return new RequestContext(new UUID(1, 2), Instant.EPOCH, caller, "192.0.2.1");
    }

    private static AuthzRequest request(Credential credential, ActionType action, ResourceType type, String host) {
        AuthzRequest any = Snapshots.request(ALICE.value(), "/atlas");
        return new AuthzRequest(
                any.profile(),
                new Subject(ALICE, List.of(new Fqan("/atlas")), Set.of(), credential, Set.of()),
                any.pilotJob(),
                new Resource(type, type.resourceId(), host.isEmpty() ? List.of() : List.of(host)),
                new Action(action, action.actionId()),
                any.supported());
    }

    /** A line of the table: who asks what, and whether he may. */
    private record Case(Caller caller, AuthzRequest request, boolean admitted) {}

    /** Words to a {@link Case}. */
    private static final class CaseOfTable implements ArgumentsAggregator {
        @Override
        public Object aggregateArguments(ArgumentsAccessor line, ParameterContext context) {
            Set<String> dnsNames = Stream.of(line.getString(1).split(" ", -1))
                    .filter(name -> !name.isEmpty())
                    .map(name -> name + ".example.org")
                    .collect(Collectors.toSet());
            Dn dn = new Dn("/C=XX/CN=" + line.getString(0) + ".example.org");
            ActionType action = ActionType.valueOf(
                    line.getString(2).toUpperCase(Locale.ROOT).replace('-', '_'));
            ResourceType type = ResourceType.valueOf(line.getString(3).toUpperCase(Locale.ROOT));
            Credential credential = line.getBoolean(5) ? PROVEN : new Credential.Bare();
            return new Case(
                    Caller.withCertificate(dn, dnsNames),
                    request(credential, action, type, line.getString(4)),
                    line.getBoolean(6));
        }
    }

    /** A pack that nobody may evaluate. */
    private static final class UntouchablePack implements PolicyPack {
        @Override
        public PackManifest manifest() {
            return new PackManifest("untouchable", "1.0", "0");
        }

        @Override
        public Evaluation evaluate(AuthzRequest request, Circumstances circumstances) {
            throw new AssertionError("evaluated");
        }
    }
}
