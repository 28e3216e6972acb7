package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.junit.jupiter.api.Test;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.Seal;
import org.portcullis.profile.wire.XmlLimits;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Whatever is done to a signed query: as signed it is taken only if it still says exactly what was signed. */
class SignedQueryPropertyTest {
    private static final int CASES = 10_000;
    private static final int SEED = 20_261_122;

    private final QueryDecoder decoder =
            OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost")));
    private final KeyPair keys = TestSigner.ec(256);
    private final String signed = TestSigner.with(keys).sign(Queries.good());
    private final Document tree = TestSigner.parse(signed);

    @Test
    void mutatedQueriesAreNotTakenAsSignedUnlessTheySayTheSame() {
        AuthzQuery original = decode(signed.getBytes(UTF_8));
        String canonical = canonical(signed);
        SplittableRandom random = new SplittableRandom(SEED);
        int taken = 0;

        for (int i = 0; i < CASES; i++) {
            byte[] mutant = random.nextInt(4) > 0 ? bytesChanged(random) : treeChanged(random);
            AuthzQuery query = decodeOrNothing(mutant, original);
            if (query.seal() instanceof Seal.Signed) {
                taken++;
                assertThat(query.request()).isEqualTo(original.request());
                assertThat(canonical(new String(mutant, UTF_8))).isEqualTo(canonical);
            }
        }

        assertThat(taken).as("mutants outside of what is signed").isBetween(10, CASES / 2);
    }

    private AuthzQuery decode(byte[] message) {
        return decoder.decode(message, List.of(keys.getPublic()));
    }

    /** What is refused stands for an unsigned query. */
    private AuthzQuery decodeOrNothing(byte[] message, AuthzQuery original) {
        try {
            return decode(message);
        } catch (ProtocolException e) {
            return new AuthzQuery(e.replyTo(), original.request());
        }
    }

    private byte[] bytesChanged(SplittableRandom random) {
        StringBuilder text = new StringBuilder(signed);
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(7))));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, (char) random.nextInt(' ', 127));
            default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(400))));
        }
        return text.toString().getBytes(UTF_8);
    }

    private byte[] treeChanged(SplittableRandom random) {
        Document document = (Document) tree.cloneNode(true);
        List<Element> elements = elements(document);
        Element one = elements.get(random.nextInt(1, elements.size()));
        Element other = elements.get(random.nextInt(elements.size()));
        try {
            change(document, one, other, random);
        } catch (DOMException e) {
            one.setAttribute("ID", "_moved");
        }
        return SerializeSupport.nodeToString(document).getBytes(UTF_8);
    }

    private static void change(Document document, Element one, Element other, SplittableRandom random) {
        switch (random.nextInt(6)) {
            case 0 -> other.insertBefore(one, random.nextBoolean() ? other.getFirstChild() : null);
            case 1 -> other.insertBefore(one.cloneNode(true), random.nextBoolean() ? other.getFirstChild() : null);
            case 2 -> {
                Element wrapper = document.createElementNS(other.getNamespaceURI(), other.getNodeName());
                one.getParentNode().replaceChild(wrapper, one);
                wrapper.appendChild(one);
            }
            case 3 -> one.getParentNode().replaceChild(other.cloneNode(true), one);
            case 4 -> one.getParentNode().removeChild(one);
            default -> one.insertBefore(document.createComment("c"), one.getFirstChild());
        }
    }

    private static List<Element> elements(Document document) {
        NodeList nodes = document.getElementsByTagNameNS("*", "*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The canonical form of a query without its own signature. */
    private static String canonical(String message) {
        Element query = TestSigner.element(TestSigner.parse(message));
        for (Node child = query.getFirstChild(); child != null; child = child.getNextSibling()) {
            if ("Signature".equals(child.getLocalName())) {
                TestSigner.remove(child);
                break;
            }
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(query, bytes);
            return bytes.toString(UTF_8);
        } catch (XMLSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
