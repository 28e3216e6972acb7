package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Profile;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.WireNamespace;
import org.w3c.dom.Element;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.builder.Input;

/**
 * Answers compared element by element with the files in {@code src/test/golden}, one per profile, namespace and outcome.
 * Run with {@code -Dgolden=update} to accept new ones; the diff is the review.
 */
class GoldenAnswersTest {
    private static final Path GOLDEN = Path.of("src/test/golden");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.5Z");

    private final ResponseEncoder encoder =
            OpenSamlWire.open().encoder("https://authz.example.org/portcullis", InstantSource.fixed(NOON));

    @TestFactory
    Stream<DynamicTest> everyProfileAndDecision() {
        return Arrays.stream(Profile.values())
                .flatMap(profile -> decisions(profile).entrySet().stream()
                        .map(entry -> check(
                                profile.word() + "-" + entry.getKey(),
                                encoder.encode(replyTo(WireNamespace.WD5, profile), entry.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> everyNamespaceOfTheQuestion() {
        return Arrays.stream(WireNamespace.values())
                .map(namespace -> check(
                        "namespace-" + namespace.name().toLowerCase(java.util.Locale.ROOT),
                        encoder.encode(replyTo(namespace, Profile.AUTHZ_INTEROP), new NotApplicable())));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfRefusal() {
        return Arrays.stream(ErrorKind.values())
                .map(kind -> check(
                        "refusal-" + kind.word(),
                        encoder.refuse(replyTo(WireNamespace.WD5, Profile.AUTHZ_INTEROP), kind)));
    }

    @Test
    void answerToAQuestionWithoutAnIdSaysNothingOfOne() {
        byte[] answer = encoder.refuse(ReplyTo.UNKNOWN, ErrorKind.MALFORMED_QUERY);

        assertThat(new String(answer, UTF_8)).doesNotContain("InResponseTo");
    }

    @Test
    void everyAnswerHasAnIdOfItsOwn() {
        ReplyTo replyTo = replyTo(WireNamespace.WD5, Profile.AUTHZ_INTEROP);

        assertThat(encoder.encode(replyTo, new NotApplicable()))
                .isNotEqualTo(encoder.encode(replyTo, new NotApplicable()));
    }

    private static ReplyTo replyTo(WireNamespace namespace, Profile profile) {
        return new ReplyTo("ID-1804289383", namespace, profile);
    }

    private static Map<String, Decision> decisions(Profile profile) {
        List<Obligation> obligations = profile == Profile.AUTHZ_INTEROP
                ? List.of(
                        new Obligation.UidGid(40001, 3100),
                        new Obligation.SecondaryGids(List.of(3101L, 3102L)),
                        new Obligation.Username("atlas001"))
                : List.of(new Obligation.PosixAccount("atlas001", "atlas", List.of("atlasnl")));
        Map<String, Decision> decisions = new LinkedHashMap<>();
        decisions.put("permit", new Permit(obligations));
        decisions.put("deny", new Deny(ReasonCode.BANNED_SUBJECT));
        decisions.put("not-applicable", new NotApplicable());
        decisions.put("indeterminate", new Indeterminate(ErrorKind.STORE_UNAVAILABLE));
        return decisions;
    }

    private static DynamicTest check(String name, byte[] answer) {
        Path golden = GOLDEN.resolve(name + ".xml");
        return DynamicTest.dynamicTest(name, () -> {
            if ("update".equals(System.getProperty("golden"))) {
                Files.createDirectories(GOLDEN);
                Files.writeString(golden, new String(answer, UTF_8).replaceAll("_[0-9a-f-]{36}", "_ID") + "\n");
            }
            assertSame(golden, answer);
        });
    }

    /** Only the IDs may differ. Everything else is compared, prefixes of type names included. */
    private static void assertSame(Path golden, byte[] answer) throws IOException {
        var difference = DiffBuilder.compare(
                        Input.fromString(Files.readString(golden).strip()))
                .withTest(Input.fromByteArray(answer))
                .withAttributeFilter(attribute -> !isFreshId(attribute.getOwnerElement(), attribute.getName()))
                .checkForIdentical()
                .build();

        assertThat(difference.hasDifferences()).as(difference.toString()).isFalse();
        assertThat(new String(answer, UTF_8)).doesNotContain("\n", "CDATA");
    }

    private static boolean isFreshId(Element element, String attribute) {
        return attribute.equals("ID") && !element.getAttribute("ID").isEmpty();
    }
}
