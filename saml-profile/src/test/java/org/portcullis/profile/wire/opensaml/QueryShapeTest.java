package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.profile.wire.opensaml.Queries.good;

import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.WireNamespace;

/** What may vary in a message without changing what it says, and what may not. */
class QueryShapeTest {
    private static final Dn ALICE = new Dn("/C=XX/O=Grid/CN=Alice");
    private static final String VICTIM = "/C=XX/O=Grid/CN=Victim";

    @ParameterizedTest
    @EnumSource(WireNamespace.class)
    void everySpellingOfTheProfileSaysTheSame(WireNamespace spelling) {
        String query = good().replace("\"" + WireNamespace.WD5.protocol() + "\"", "\"" + spelling.protocol() + "\"");

        assertThat(query).contains("\"" + spelling.protocol() + "\"");
        assertThat(Queries.decode(query)).isEqualTo(Queries.decode(good()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scas-map-tls", "lcmaps"})
    void schemaTypesOfGsoapSayNothing(String capture) {
        byte[] query = Captures.body(capture);
        String untyped = new String(query, ISO_8859_1).replaceAll(" xsi:type=\"[^\"]*\"", "");

        assertThat(Queries.decode(untyped.getBytes(ISO_8859_1))).isEqualTo(Queries.decode(query));
    }

    @Test
    void schemaTypeOfAnythingElseSaysNothingEither() {
        String typed = good().replace("<xacml-context:Subject>", """
                <xacml-context:Subject xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xacml-context:ActionType">\
                """);

        assertThat(Queries.decode(typed)).isEqualTo(Queries.decode(good()));
    }

    @Test
    void characterDataIsText() {
        String query = good().replaceFirst("Alice", "<![CDATA[Al]]>i<![CDATA[]]>c&#101;");

        assertThat(Queries.decode(query)).isEqualTo(Queries.decode(good()));
    }

    @Test
    void commentsOutsideValuesAreFine() {
        String query = good().replace("<xacml-context:Subject>", "<!-- a --><xacml-context:Subject><!-- b -->")
                .replace("<env:Body>", "<!-- c --><env:Body><!-- d -->")
                .replace("<xacml-context:Request>", "<!-- e --><xacml-context:Request><!-- f -->");

        assertThat(Queries.decode(query + "<!-- g -->")).isEqualTo(Queries.decode(good()));
    }

    @Test
    void queryInAHeaderIsNotTheQuery() {
        String evil = body(good()).replace(ALICE.value(), VICTIM);
        String query = good().replace("<env:Body>", "<env:Header>" + evil + "</env:Header><env:Body>");

        assertThat(Queries.decode(query).subject().dn()).isEqualTo(ALICE);
    }

    @Test
    void queryInsideExtensionsIsNotTheQuery() {
        String evil = body(good()).replace(ALICE.value(), VICTIM);
        String extensions = "<samlp:Extensions>" + evil + "</samlp:Extensions><xacml-context:Request>";
        String query = good().replaceFirst("<xacml-context:Request>", Matcher.quoteReplacement(extensions));

        assertThat(Queries.decode(query).subject().dn()).isEqualTo(ALICE);
    }

    @Test
    void extensionsMayHoldText() {
        String query = good().replace("<xacml-context:Request>", """
                <samlp:Extensions><x:a xmlns:x="urn:x">text<x:b>more</x:b></x:a></samlp:Extensions><xacml-context:Request>\
                """);

        assertThat(Queries.decode(query)).isEqualTo(Queries.decode(good()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject", "Resource", "Action", "Environment"})
    void everySectionComesOnce(String section) {
        String twice = Queries.good()
                .replace(
                        "</xacml-context:" + section + ">",
                        "</xacml-context:" + section + "><xacml-context:" + section + "/>");
        String emptyFirst = Queries.good()
                .replace(
                        "<xacml-context:" + section + ">",
                        "<xacml-context:" + section + "/><xacml-context:" + section + ">");

        assertThat(Queries.refusal(twice)).isIn(ErrorKind.SYNTAX_ERROR, ErrorKind.MISSING_ATTRIBUTE);
        assertThat(Queries.refusal(emptyFirst)).isIn(ErrorKind.SYNTAX_ERROR, ErrorKind.MISSING_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject", "Resource", "Action"})
    void questionWithoutSubjectResourceOrActionIsIncomplete(String section) {
        String without = good().replaceFirst("<xacml-context:" + section + ">.*</xacml-context:" + section + ">", "");

        assertThat(Queries.refusal(without)).isEqualTo(ErrorKind.MISSING_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Envelope", "Body", "Query", "Request", "Subject", "Attribute"})
    void textBetweenElementsIsRefused(String where) {
        String query = good().replaceFirst("(<[a-z-]+:[A-Za-z]*" + where + "[ >][^<]*)", "$1stray");

        assertThat(query).contains("stray");
        assertThat(Queries.refusal(query)).isNotNull();
    }

    private static String body(String message) {
        return message.substring(message.indexOf("<env:Body>") + 10, message.indexOf("</env:Body>"));
    }
}
