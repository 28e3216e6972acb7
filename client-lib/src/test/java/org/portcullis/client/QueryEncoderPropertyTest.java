package org.portcullis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class QueryEncoderPropertyTest {
    private static final String LETTERS = "ab <>&\"']]>=,;+#!-- éßЖ漢𝄞%{}[]|~`^@:.";
    private static final int ROUNDS = 500;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void everyNameArrivesAsItWasAndBringsNothingAlong(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        DocumentBuilder parser = hardenedParser();

        for (int i = 0; i < ROUNDS; i++) {
            Dn dn = randomName(random);
            Subject subject = new Subject(dn, List.of(), Set.of(), new Credential.Bare(), Set.of());
            Question question = Question.of(subject, ResourceType.CE, "ce1", ActionType.ACCESS);

            byte[] query = QueryEncoder.encode(question, "_1", Instant.EPOCH);

            NodeList attributes = parser.parse(new ByteArrayInputStream(query))
                    .getElementsByTagNameNS("urn:oasis:names:tc:xacml:2.0:context:schema:os", "Attribute");
            Element first = (Element) attributes.item(0);
            assertThat(attributes.getLength()).isEqualTo(7);
            assertThat(first.getAttribute("AttributeId")).isEqualTo(AttributeId.SUBJECT_X509_ID.uri());
            assertThat(first.getTextContent()).isEqualTo(dn.value());
        }
    }

    private static Dn randomName(SplittableRandom random) {
        StringBuilder name = new StringBuilder("/O=x");
        int length = random.nextInt(1, 60);
        for (int i = 0; i < length; i++) {
            int[] codePoints = LETTERS.codePoints().toArray();
            name.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return Dn.parse(name.append("/CN=y").toString());
    }

    private static DocumentBuilder hardenedParser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder();
    }
}
