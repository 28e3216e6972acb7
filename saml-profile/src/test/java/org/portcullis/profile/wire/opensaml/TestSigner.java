package org.portcullis.profile.wire.opensaml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.shibboleth.utilities.java.support.xml.SerializeSupport;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Signs queries with the XML signatures of the JDK, of which the decoder uses nothing. */
record TestSigner(
        KeyPair keys, String method, String digest, String uri, String canonicalization, List<String> prefixes) {
    static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String QUERY = "XACMLAuthzDecisionQuery";

    static TestSigner with(KeyPair keys) {
        String family = keys.getPublic().getAlgorithm().equals("EC") ? "ecdsa" : "rsa";
        return new TestSigner(
                keys,
                MORE + family + "-sha256",
                DigestMethod.SHA256,
                "#" + element(parse(Queries.good())).getAttribute("ID"),
                CanonicalizationMethod.EXCLUSIVE,
                List.of());
    }

    TestSigner withMethod(String other) {
        return new TestSigner(keys, other, digest, uri, canonicalization, prefixes);
    }

    TestSigner withDigest(String other) {
        return new TestSigner(keys, method, other, uri, canonicalization, prefixes);
    }

    TestSigner withUri(String other) {
        return new TestSigner(keys, method, digest, other, canonicalization, prefixes);
    }

    TestSigner withCanonicalization(String other) {
        return new TestSigner(keys, method, digest, uri, other, prefixes);
    }

    TestSigner withPrefixes(String... inclusive) {
        return new TestSigner(keys, method, digest, uri, canonicalization, List.of(inclusive));
    }

    static KeyPair rsa(int bits) {
        return pair("RSA", bits);
    }

    static KeyPair ec(int bits) {
        return pair("EC", bits);
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The query with a signature of it. */
    String sign(String query) {
        Document document = parse(query);
        Element element = element(document);
        var context = new DOMSignContext(keys.getPrivate(), element, element.getFirstChild());
        context.setIdAttributeNS(element, null, "ID");
        context.putNamespacePrefix(XMLSignature.XMLNS, "ds");
        try {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            factory.newXMLSignature(signedInfo(factory), null).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
        return SerializeSupport.nodeToString(document);
    }

    private SignedInfo signedInfo(XMLSignatureFactory factory) throws GeneralSecurityException {
        var inclusive = prefixes.isEmpty() ? null : new ExcC14NParameterSpec(prefixes);
        List<Transform> transforms = List.of(
                factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                factory.newTransform(canonicalization, inclusive));
        Reference reference = factory.newReference(uri, factory.newDigestMethod(digest, null), transforms, null, null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(method, null),
                List.of(reference));
    }

    static Document parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The first query of a document. */
    static Element element(Document document) {
        return (Element) document.getElementsByTagNameNS("*", QUERY).item(0);
    }

    /** The first signature in an element. */
    static Element signature(Element element) {
        return (Element)
                element.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
    }

    static void remove(Node node) {
        node.getParentNode().removeChild(node);
    }
}
