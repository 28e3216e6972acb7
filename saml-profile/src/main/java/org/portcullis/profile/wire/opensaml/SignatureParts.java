package org.portcullis.profile.wire.opensaml;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * Takes a {@code ds:Signature} apart that has the one accepted form: one reference, to the query by its ID; the transforms
 * enveloped-signature and exclusive canonicalization; listed algorithms; nothing else anywhere. Verifies nothing. Belongs to
 * one reading.
 */
final class SignatureParts {
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String DS_11 = "http://www.w3.org/2009/xmldsig11#";
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final Pattern BLANKS = Pattern.compile("[ \t\r\n]+");
    private static final Map<String, String> DIGESTS = Map.of(
            "http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384",
            "http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");

    private final ReplyTo replyTo;
    private final Element signedInfo;
    private final SignatureAlgorithm algorithm;
    private final byte[] value;
    private String prefixes = "";
    private String digest = "";
    private byte[] digestValue = {};

    private SignatureParts(Element signature, ReplyTo replyTo) {
        this.replyTo = replyTo;
        List<Element> parts = children(signature, Set.of());
        require(parts.size() == 2 || parts.size() == 3, "not signed info, value and perhaps a key");
        signedInfo = named(parts.get(0), DS, "SignedInfo");
        value = bytes(named(parts.get(1), DS, "SignatureValue"));
        parts.stream().skip(2).forEach(this::requireHarmless);
        List<Element> infos = children(signedInfo, Set.of());
        require(infos.size() == 3, "not exactly one reference");
        require(EXCLUSIVE.equals(algorithm(infos.get(0), "CanonicalizationMethod")), "another canonicalization");
        algorithm = SignatureAlgorithm.ofUri(algorithm(infos.get(1), "SignatureMethod"))
                .orElseThrow(() -> refusal("another signature algorithm"));
        reference(named(infos.get(2), DS, "Reference"));
    }

    /**
     * Reads the signature of the query that has this ID.
     *
     * @throws ProtocolException UNACCEPTABLE_SIGNATURE if it has another form
     */
    static SignatureParts of(Element signature, ReplyTo replyTo) {
        return new SignatureParts(signature, replyTo);
    }

    /** The element whose canonical form is what was signed. */
    Element signedInfo() {
        return signedInfo;
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    byte[] value() {
        return value.clone();
    }

    /** Prefixes that the canonical form of the query treats inclusively, separated by blanks; usually none. */
    String prefixes() {
        return prefixes;
    }

    /** Name of the digest algorithm, as Java calls it. */
    String digest() {
        return digest;
    }

    byte[] digestValue() {
        return digestValue.clone();
    }

    private void reference(Element reference) {
        List<Element> parts = children(reference, Set.of("URI"));
        require(reference.getAttributeNS(null, "URI").equals("#" + replyTo.queryId()), "not of the query");
        require(parts.size() == 3, "not transforms, digest method and digest");
        List<Element> transforms = children(named(parts.get(0), DS, "Transforms"), Set.of());
        require(transforms.size() == 2, "not two transforms");
        require((DS + "enveloped-signature").equals(algorithm(transforms.get(0), "Transform")), "another transform");
        exclusive(named(transforms.get(1), DS, "Transform"));
        digest = DIGESTS.getOrDefault(algorithm(parts.get(1), "DigestMethod"), "");
        require(!digest.isEmpty(), "another digest algorithm");
        digestValue = bytes(named(parts.get(2), DS, "DigestValue"));
    }

    private void exclusive(Element transform) {
        List<Element> parameters = children(transform, Set.of("Algorithm"));
        require(transform.getAttributeNS(null, "Algorithm").equals(EXCLUSIVE), "another transform");
        require(parameters.size() <= 1, "a transform with more than prefixes");
        for (Element parameter : parameters) {
            boolean empty = children(named(parameter, EXCLUSIVE, "InclusiveNamespaces"), Set.of("PrefixList"))
                    .isEmpty();
            require(empty, "something in a list of prefixes");
            prefixes = parameter.getAttributeNS(null, "PrefixList");
        }
    }

    /** A key that comes along is not believed, and not even read; it must not lead elsewhere or hide anything. */
    private void requireHarmless(Element keyInfo) {
        named(keyInfo, DS, "KeyInfo");
        requireKeysOnly(keyInfo);
    }

    private void requireKeysOnly(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                String namespace = String.valueOf(inner.getNamespaceURI());
                require(DS.equals(namespace) || DS_11.equals(namespace), "something that is no key among the keys");
                require(!inner.getLocalName().equals("RetrievalMethod"), "a key that is elsewhere");
                require(!inner.getLocalName().equals("KeyInfoReference"), "a key that is elsewhere");
                requireKeysOnly(inner);
            }
        }
    }

    private String algorithm(Element element, String name) {
        boolean empty = children(named(element, DS, name), Set.of("Algorithm")).isEmpty();
        require(empty, "an algorithm with parameters");
        return element.getAttributeNS(null, "Algorithm");
    }

    private Element named(Element element, String namespace, String name) {
        require(name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI()), "no " + name);
        return element;
    }

    /** The elements in an element that holds nothing else and has no attributes but these. */
    private List<Element> children(Element parent, Set<String> attributes) {
        requireAttributes(parent, attributes);
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean blank = child instanceof Text text && text.getData().isBlank();
            require(blank || child instanceof Element, "text between elements");
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private void requireAttributes(Element element, Set<String> allowed) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean declaration = XMLNS.equals(attribute.getNamespaceURI());
            boolean known = attribute.getNamespaceURI() == null && allowed.contains(attribute.getLocalName());
            require(declaration || known, "an attribute in the signature");
        }
    }

    private byte[] bytes(Element element) {
        requireAttributes(element, Set.of());
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            require(child instanceof Text, "more than text in a value");
        }
        try {
            return Base64.getDecoder()
                    .decode(BLANKS.matcher(element.getTextContent()).replaceAll(""));
        } catch (IllegalArgumentException e) {
            throw refusal("not base64");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refusal(otherwise);
        }
    }

    private ProtocolException refusal(String detail) {
        return new ProtocolException(ErrorKind.UNACCEPTABLE_SIGNATURE, replyTo, detail);
    }
}
