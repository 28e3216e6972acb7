package org.portcullis.profile.wire.opensaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.portcullis.profile.ErrorKind.MALFORMED_QUERY;
import static org.portcullis.profile.ErrorKind.MALFORMED_XML;
import static org.portcullis.profile.ErrorKind.OVER_BUDGET;
import static org.portcullis.profile.ErrorKind.SYNTAX_ERROR;
import static org.portcullis.profile.ErrorKind.UNACCEPTABLE_SIGNATURE;
import static org.portcullis.profile.wire.opensaml.Queries.attribute;
import static org.portcullis.profile.wire.opensaml.Queries.good;
import static org.portcullis.profile.wire.opensaml.Queries.with;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.profile.ErrorKind;

/** Messages that cost whoever reads them to the end; and the largest ones that are read. */
class HugeInputsTest {
    private static final String DN = "/C=XX/O=Grid/CN=Alice";
    private static final String FQAN = "http://authz-interop.org/xacml/subject/voms-fqan";
    private static final String IGNORED = "urn:x:ignored";
    private static final String LONG = "A".repeat(256 * 1024);

    static Stream<Arguments> hugeInputs() {
        return Stream.of(
                Arguments.of("an entity of 100 kB, 2,000 times", MALFORMED_XML, entityUsedOften()),
                Arguments.of("nested, unclosed", MALFORMED_XML, inHeader("<a>".repeat(100_000))),
                Arguments.of("nested in a value", MALFORMED_XML, value("<a>".repeat(5_000) + "</a>".repeat(5_000))),
                Arguments.of("attributes", MALFORMED_XML, onBody(20_000, i -> "a" + i + "='1'")),
                Arguments.of("33 attributes", MALFORMED_XML, onBody(33, i -> "a" + i + "='1'")),
                Arguments.of("colliding attributes", MALFORMED_XML, onBody(8_192, i -> colliding(i) + "='1'")),
                Arguments.of(
                        "an attribute of 400 KiB", MALFORMED_XML, onBody(1, i -> "a='" + "A".repeat(409_600) + "'")),
                Arguments.of("namespaces", MALFORMED_XML, onBody(10_000, i -> "xmlns:p" + i + "='u:" + i + "'")),
                Arguments.of("header blocks", MALFORMED_XML, inHeader(many(10_000, i -> "<h" + i + "/>"))),
                Arguments.of("a text too long", MALFORMED_XML, inHeader("<a>" + "A".repeat(256 * 1024 + 1) + "</a>")),
                Arguments.of("a value too long", SYNTAX_ERROR, with("Subject", attribute(IGNORED, LONG + "A"))),
                Arguments.of(
                        "a value too long, that does not end",
                        SYNTAX_ERROR,
                        endless(with("Subject", attribute(IGNORED, LONG + LONG)))),
                Arguments.of("an id of 10 KiB", MALFORMED_XML, good().replace("_q1", "_" + "a".repeat(10_240))),
                Arguments.of("an id of 300", MALFORMED_QUERY, good().replace("_q1", "_" + "a".repeat(300))),
                Arguments.of("signatures", UNACCEPTABLE_SIGNATURE, inQuery("<ds:Signature/>".repeat(500))),
                Arguments.of("attributes of a subject", SYNTAX_ERROR, with("Subject", ignored(10_000))),
                Arguments.of("257 attributes", SYNTAX_ERROR, with("Subject", ignored(257))),
                Arguments.of("values of an attribute", SYNTAX_ERROR, with("Subject", groups(10_000))),
                Arguments.of("65 values", SYNTAX_ERROR, with("Subject", groups(65))),
                Arguments.of("resource content", SYNTAX_ERROR, with("Resource", resourceContent())),
                Arguments.of("a name of 64 KiB", SYNTAX_ERROR, value("/C=XX/O=" + "A".repeat(65_536))),
                Arguments.of(
                        "an FQAN of 8 kB",
                        OVER_BUDGET,
                        with("Subject", attribute(FQAN, "/" + "a".repeat(8_000) + "!"))));
    }

    private static String endless(String message) {
        return message.substring(0, message.indexOf(LONG) + 2 * LONG.length());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hugeInputs")
    void isRefusedBeforeItCostsAnything(String name, ErrorKind kind, String message) {
        assertThat(good()).as(name).isNotEqualTo(message);

        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(Queries.refusal(message)).isEqualTo(kind));
    }

    @Test
    void largestMessagesAreRead() {
        List<String> largest = List.of(
                with("Subject", ignored(256 - 10)),
                with("Subject", attribute(IGNORED, "A".repeat(256 * 1024))),
                with(
                        "Subject",
                        attribute(
                                IGNORED,
                                IntStream.range(0, 64).mapToObj(i -> "v" + i).toArray(String[]::new))),
                onBody(32, i -> "a" + i + "='1'"),
                inHeader("<a>".repeat(29) + "</a>".repeat(29)));

        assertThat(largest)
                .allSatisfy(message -> assertThat(Queries.decode(message)).isEqualTo(Queries.decode(good())));
    }

    private static String entityUsedOften() {
        String doctype = "<!DOCTYPE env:Envelope [<!ENTITY q \"" + "A".repeat(100_000) + "\">]><env:Envelope";
        return good().replaceFirst("<env:Envelope", doctype).replaceFirst(DN, "&q;".repeat(2_000));
    }

    private static String value(String text) {
        return good().replaceFirst(DN, text);
    }

    private static String inHeader(String blocks) {
        return good().replaceFirst("<env:Body>", "<env:Header>" + blocks + "</env:Header><env:Body>");
    }

    private static String inQuery(String children) {
        return good().replaceFirst("<xacml-context:Request>", children + "<xacml-context:Request>");
    }

    private static String onBody(int count, IntFunction<String> attribute) {
        return good().replaceFirst("<env:Body", "<env:Body " + many(count, i -> attribute.apply(i) + " "));
    }

    private static String many(int count, IntFunction<String> piece) {
        return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining());
    }

    private static String ignored(int count) {
        return many(count, i -> attribute("urn:x:" + i, "v"));
    }

    private static String groups(int count) {
        return attribute(
                FQAN, IntStream.range(0, count).mapToObj(i -> "/x/g" + i).toArray(String[]::new));
    }

    private static String resourceContent() {
        return "<xacml-context:ResourceContent>" + "<a><b>x</b></a>".repeat(10_000)
                + "</xacml-context:ResourceContent>";
    }

    /** The i-th of many words with one {@link String#hashCode}. */
    private static String colliding(int i) {
        return many(13, bit -> (i >> bit & 1) == 0 ? "Aa" : "BB");
    }
}
