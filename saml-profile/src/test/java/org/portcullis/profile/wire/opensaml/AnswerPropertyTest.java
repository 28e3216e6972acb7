package org.portcullis.profile.wire.opensaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;
import org.portcullis.profile.Profile;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.WireNamespace;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Answers for random accounts, read back by a parser that knows nothing of the encoder. */
class AnswerPropertyTest {
    private static final String POLICY = "urn:oasis:names:tc:xacml:2.0:policy:schema:os";
    private static final String CONTEXT = "urn:oasis:names:tc:xacml:2.0:context:schema:os";
    private static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    private static final List<WireNamespace> NAMESPACES = List.of(WireNamespace.values());
    private static final String NAME_LETTERS = "abcXYZ019_.-";

    private final ResponseEncoder encoder =
            OpenSamlWire.open().encoder("urn:x:pdp", InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z")));

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void accountsArriveAsTheyWereGiven(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        UidGid ids = new UidGid(unixId(random), unixId(random));
        SecondaryGids groups = new SecondaryGids(IntStream.rangeClosed(0, random.nextInt(20))
                .mapToObj(i -> unixId(random))
                .toList());
        Username user = new Username(name(random));

        Document answer = answer(random, Profile.AUTHZ_INTEROP, List.of(ids, groups, user));

        assertThat(decision(answer)).isEqualTo("Permit");
        assertThat(values(answer, "/obligation/uidgid", "/attribute/posix-uid")).containsExactly("" + ids.uid());
        assertThat(values(answer, "/obligation/uidgid", "/attribute/posix-gid")).containsExactly("" + ids.gid());
        assertThat(values(answer, "/obligation/secondary-gids", "/attribute/posix-gid"))
                .containsExactlyElementsOf(
                        groups.gids().stream().map(String::valueOf).toList());
        assertThat(values(answer, "/obligation/username", "/attribute/username"))
                .containsExactly(user.name());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void accountsByNameArriveWithTheirPrimaryGroupFirst(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        PosixAccount account = new PosixAccount(name(random), name(random), List.of(name(random), name(random)));

        Document answer = answer(random, Profile.GRID_WN, List.of(account));

        assertThat(values(answer, "/local-environment-map/posix", "/user-id")).containsExactly(account.user());
        assertThat(values(answer, "/local-environment-map/posix", "/group-id/primary"))
                .containsExactly(account.primaryGroup());
        assertThat(values(answer, "/local-environment-map/posix", "/group-id"))
                .containsExactly(
                        account.primaryGroup(),
                        account.groups().get(0),
                        account.groups().get(1));
    }

    private Document answer(SplittableRandom random, Profile profile, List<Obligation> obligations) throws Exception {
        String queryId = "_" + Long.toHexString(random.nextLong());
        WireNamespace namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        byte[] bytes = encoder.encode(new ReplyTo(queryId, namespace, profile), new Decision.Permit(obligations));

        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document answer = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        Element response =
                (Element) answer.getElementsByTagNameNS(PROTOCOL, "Response").item(0);
        assertThat(response.getAttribute("InResponseTo")).isEqualTo(queryId);
        return answer;
    }

    private static String decision(Document answer) {
        NodeList decisions = answer.getElementsByTagNameNS(CONTEXT, "Decision");
        assertThat(decisions.getLength()).isEqualTo(1);
        return decisions.item(0).getTextContent();
    }

    private static List<String> values(Document answer, String obligation, String attribute) {
        List<String> values = new ArrayList<>();
        NodeList assignments = answer.getElementsByTagNameNS(POLICY, "AttributeAssignment");
        for (int i = 0; i < assignments.getLength(); i++) {
            Element assignment = (Element) assignments.item(i);
            Element parent = (Element) assignment.getParentNode();
            if (parent.getAttribute("ObligationId").endsWith(obligation)
                    && assignment.getAttribute("AttributeId").endsWith(attribute)) {
                values.add(assignment.getTextContent());
            }
        }
        return values;
    }

    private static long unixId(SplittableRandom random) {
        return random.nextLong(1, Obligation.MAX_UNIX_ID + 1);
    }

    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder("u");
        for (int left = random.nextInt(32); left > 0; left--) {
            name.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
        }
        return name.toString();
    }
}
