package org.portcullis.pdp.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.AggregateWith;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.aggregator.ArgumentsAggregator;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;

class PepListTest {
    private static final Dn PEP = new Dn("/C=XX/CN=ce1");
    private static final AuthzRequest ALICE = Snapshots.request("/C=XX/CN=Alice");

    @ParameterizedTest
    @CsvSource({
        "/C=XX/CN=ce1, wn ce, '', true, wn, wn1.example.org, true",
        "/C=XX/CN=ce1, wn ce, '', true, ce, '', true",
        "/C=XX/CN=ce1, wn ce, '', true, se, wn1.example.org, false",
        "/C=XX/CN=ce1, '', '', true, wn, wn1.example.org, false",
        "/C=XX/CN=ce1, wn, '', false, wn, wn1.example.org, false",
        "/C=XX/CN=ce1, wn, wn1.example.org, true, wn, wn1.example.org, true",
        "/C=XX/CN=ce1, wn, wn1.example.org, true, wn, WN1.Example.ORG, true",
        "/C=XX/CN=ce1, wn, wn1.example.org, true, wn, wn2.example.org, false",
        "/C=XX/CN=ce1, wn, wn1.example.org, true, wn, wn1.example.org wn2.example.org, false",
        "/C=XX/CN=ce1, wn, wn1.example.org, true, wn, '', false",
        "/C=XX/CN=CE1, wn, '', true, wn, wn1.example.org, false",
        "/C=XX/CN=ce2, wn, '', true, wn, wn1.example.org, false",
        "/C=XX/CN=ce1/CN=proxy, wn, '', true, wn, wn1.example.org, false",
    })
    void onlyWhatTheListAllowsIsAsked(@AggregateWith(CaseOfTable.class) Case asked) {
        PepList peps = new PepList(List.of(new Pep(PEP, asked.resources(), asked.hosts(), asked.assertBare(), false)));

        assertThat(admits(peps, asked.caller(), asked.request())).isEqualTo(asked.admitted());
    }

    @Test
    void whoIsNotListedMayAskNothing() {
        assertThat(admits(new PepList(List.of()), PEP, ALICE)).isFalse();
    }

    @Test
    void refusalIsAddressedToTheQuery() {
        PepList nobody = new PepList(List.of());

        ProtocolException refused =
                catchThrowableOfType(ProtocolException.class, () -> nobody.admit(context(PEP), query(ALICE)));

        assertThat(refused.kind()).isEqualTo(ErrorKind.UNTRUSTED_PEP);
        assertThat(refused.replyTo()).isEqualTo(query(ALICE).replyTo());
    }

    @Test
    void silentCallerIsAssumedToSupportTheUsualThree() {
        AuthzRequest silent = ALICE.withSupported(new SupportedObligations(false, Set.of()));
        PepList assuming = new PepList(List.of(new Pep(PEP, Set.of(ResourceType.WN), Set.of(), true, true)));
        PepList strict = new PepList(List.of(new Pep(PEP, Set.of(ResourceType.WN), Set.of(), true, false)));

        assertThat(assuming.admit(context(PEP), query(silent)).supported().known())
                .containsExactlyInAnyOrder(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME);
        assertThat(strict.admit(context(PEP), query(silent))).isEqualTo(silent);
    }

    @Test
    void callerThatAdvertisesIsTakenAtItsWord() {
        AuthzRequest nothingKnown = ALICE.withSupported(new SupportedObligations(true, Set.of()));
        PepList assuming = new PepList(List.of(new Pep(PEP, Set.of(ResourceType.WN), Set.of(), true, true)));

        assertThat(assuming.admit(context(PEP), query(nothingKnown))).isEqualTo(nothingKnown);
    }

    private static boolean admits(PepList peps, Dn caller, AuthzRequest request) {
        try {
            return peps.admit(context(caller), query(request)).equals(request);
        } catch (ProtocolException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.UNTRUSTED_PEP);
            return false;
        }
    }

    private static RequestContext context(Dn caller) {
        return new RequestContext(new UUID(1, 2), Instant.EPOCH, caller, "192.0.2.1");
    }

    private static AuthzQuery query(AuthzRequest request) {
        return new AuthzQuery(ReplyTo.UNKNOWN, request);
    }

    /** A line of the table: who is listed for what, who asks for what, and whether he may. */
    private record Case(
            Dn caller,
            Set<ResourceType> resources,
            Set<String> hosts,
            boolean assertBare,
            AuthzRequest request,
            boolean admitted) {}

    /** Words to a {@link Case}. */
    private static final class CaseOfTable implements ArgumentsAggregator {
        @Override
        public Object aggregateArguments(ArgumentsAccessor line, ParameterContext context) {
            Set<ResourceType> resources =
                    words(line.getString(1)).stream().map(PepListTest::type).collect(Collectors.toSet());
            Resource resource = new Resource(type(line.getString(4)), "urn:x", words(line.getString(5)));
            AuthzRequest request = new AuthzRequest(
                    ALICE.profile(), ALICE.subject(), ALICE.pilotJob(), resource, ALICE.action(), ALICE.supported());
            return new Case(
                    new Dn(line.getString(0)),
                    resources,
                    Set.copyOf(words(line.getString(2))),
                    line.getBoolean(3),
                    request,
                    line.getBoolean(6));
        }
    }

    private static ResourceType type(String word) {
        return ResourceType.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
