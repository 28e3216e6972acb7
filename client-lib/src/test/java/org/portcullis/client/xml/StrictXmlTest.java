package org.portcullis.client.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictXmlTest {
    private final StrictXml xml = new StrictXml();

    @Test
    void namesTextAndAttributesAreKept() throws XmlRefusedException {
        XmlElement root = parse("<p:a xmlns:p='urn:p' x='1'>one<b/>&amp;two<b y='2'/></p:a>");

        assertThat(root.is("urn:p", "a")).isTrue();
        assertThat(root.text()).isEqualTo("one&two");
        assertThat(root.attribute("x")).isEqualTo("1");
        assertThat(root.attribute("y")).isEmpty();
        assertThat(root.children("", "b")).hasSize(2);
        assertThat(root.only("", "b")).isEmpty();
    }

    @Test
    void aTypeIsAQualifiedName() throws XmlRefusedException {
        XmlElement root =
                parse("<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:q='urn:q' i:type='q:T'/>");

        assertThat(root.attributes()).containsEntry(StrictXml.XSI_TYPE, "{urn:q}T");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "text",
                "<a>",
                "<a></b>",
                "<a/><a/>",
                "<a/>text",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM 'file:///nowhere'><a/>",
                "<a>&undeclared;</a>",
                "<a>&#0;</a>",
                "<a><!-- comment --></a>",
                "<!-- comment --><a/>",
                "<a/><!-- comment -->",
                "<a><?instruction?></a>",
                "<p:a/>",
                "<a p:x='1'/>",
                "<a x='1' x='2'/>",
                "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='q:T'/>"
            })
    void whatIsNotPlainXmlIsRefused(String document) {
        assertThatThrownBy(() -> parse(document)).isInstanceOf(XmlRefusedException.class);
    }

    @Test
    void depthAndNumberOfElementsAreBounded() {
        assertThatThrownBy(() -> parse("<a>".repeat(33) + "</a>".repeat(33))).isInstanceOf(XmlRefusedException.class);
        assertThatThrownBy(() -> parse("<a>" + "<b/>".repeat(4096) + "</a>")).isInstanceOf(XmlRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
    void otherEncodingsAreRefused(String encoding) {
        byte[] document = "<a>é</a>".getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> xml.parse(document)).isInstanceOf(XmlRefusedException.class);
    }

    private XmlElement parse(String document) throws XmlRefusedException {
        return xml.parse(document.getBytes(StandardCharsets.UTF_8));
    }
}
