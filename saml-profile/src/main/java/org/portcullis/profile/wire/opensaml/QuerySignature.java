package org.portcullis.profile.wire.opensaml;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.portcullis.profile.Credential;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.Seal;
import org.portcullis.profile.wire.Seal.Signed;
import org.portcullis.profile.wire.Seal.Signer;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The signature of a query that covers it; whose it is remains to be seen. No reference is followed: the element that will
 * be read is itself what the digest is made of. Belongs to one reading.
 */
final class QuerySignature {
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private final ReplyTo replyTo;
    private final SignatureParts parts;
    private final byte[] signed;
    private final Instant issued;
    private final boolean addressed;

    private QuerySignature(Element query, Element signature, ReplyTo replyTo) {
        this.replyTo = replyTo;
        parts = SignatureParts.of(signature, replyTo);
        signed = canonical(parts.signedInfo(), "");
        query.removeChild(signature);
        requireCovered(query);
        issued = issueInstant(query);
        addressed = query.hasAttributeNS(null, "Destination");
    }

    /**
     * Takes the signature off a query and holds it against what is left.
     *
     * @throws ProtocolException UNACCEPTABLE_SIGNATURE if it is not of the accepted form, or not of this query
     */
    static QuerySignature detach(Element query, ReplyTo replyTo) {
        requireOneOfEachId(query.getOwnerDocument(), replyTo);
        for (Node child = query.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && DS.equals(element.getNamespaceURI())) {
                return new QuerySignature(query, element, replyTo);
            }
        }
        throw new IllegalStateException("the gate saw a signature");
    }

    /**
     * Whose signature it is: that of the leaf of the subject's chain, or that of a key of the caller's.
     *
     * @throws ProtocolException UNACCEPTABLE_SIGNATURE if it is nobody's of them
     */
    Seal by(Credential subject, Collection<PublicKey> keysOfCaller) {
        if (subject instanceof Credential.Chain chain) {
            PublicKey leaf = chain.certificates().get(0).getPublicKey();
            if (isBy(leaf)) {
                return new Signed(Signer.SUBJECT, leaf, issued, addressed);
            }
        }
        return keysOfCaller.stream()
                .filter(this::isBy)
                .findFirst()
                .map(key -> new Signed(Signer.CALLER, key, issued, addressed))
                .orElseThrow(() -> refusal("by no key of the subject or of the caller"));
    }

    private boolean isBy(PublicKey key) {
        return parts.algorithm().verifies(key, signed, parts.value());
    }

    private void requireCovered(Element query) {
        try {
            byte[] found = MessageDigest.getInstance(parts.digest()).digest(canonical(query, parts.prefixes()));
            if (!MessageDigest.isEqual(found, parts.digestValue())) {
                throw refusal("the digest is of something else");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-2", e);
        }
    }

    private byte[] canonical(Element element, String prefixes) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(element, prefixes, bytes);
            return bytes.toByteArray();
        } catch (XMLSecurityException e) {
            throw refusal("no canonical form");
        }
    }

    private Instant issueInstant(Element query) {
        try {
            return OffsetDateTime.parse(query.getAttributeNS(null, "IssueInstant"))
                    .toInstant();
        } catch (DateTimeException e) {
            throw new ProtocolException(ErrorKind.MALFORMED_QUERY, replyTo, "signed at no instant");
        }
    }

    /** Nothing here looks for an ID, but a message that has one twice was made for somebody who does. */
    private static void requireOneOfEachId(Document document, ReplyTo replyTo) {
        Set<String> ids = new HashSet<>();
        NodeList elements = document.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < elements.getLength(); i++) {
            NamedNodeMap attributes = elements.item(i).getAttributes();
            for (int j = 0; j < attributes.getLength(); j++) {
                Attr attribute = (Attr) attributes.item(j);
                boolean id = attribute.getLocalName().toLowerCase(Locale.ROOT).equals("id");
                if (id && !ids.add(attribute.getValue())) {
                    throw new ProtocolException(ErrorKind.UNACCEPTABLE_SIGNATURE, replyTo, "an ID twice");
                }
            }
        }
    }

    private ProtocolException refusal(String detail) {
        return new ProtocolException(ErrorKind.UNACCEPTABLE_SIGNATURE, replyTo, detail);
    }
}
