package org.portcullis.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.portcullis.client.credential.GridCredential;

/**
 * The XML signature of a query whose text is its own canonical form. Its signed part is written in canonical form too, so
 * that both can be signed as they stand.
 */
final class QuerySignature {
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String SHA_256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private QuerySignature() {}

    /** The signature element, to be put into the query. */
    static String of(String query, String id, GridCredential signer) {
        try {
            String info = signedInfo(id, signer.signatureMethod(), digest(query));
            return "<ds:Signature xmlns:ds=\"" + Namespaces.SIGNATURE + "\">" + info + "<ds:SignatureValue>"
                    + base64(signer.sign(info.getBytes(UTF_8))) + "</ds:SignatureValue></ds:Signature>";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with the key of " + signer, e);
        }
    }

    private static String signedInfo(String id, String method, String digest) {
        return "<ds:SignedInfo xmlns:ds=\"" + Namespaces.SIGNATURE + "\">"
                + algorithm("CanonicalizationMethod", EXCLUSIVE)
                + algorithm("SignatureMethod", method)
                + new XmlText(64).raw("<ds:Reference URI=\"#").attribute(id).raw("\"><ds:Transforms>")
                + algorithm("Transform", Namespaces.SIGNATURE + "enveloped-signature")
                + algorithm("Transform", EXCLUSIVE)
                + "</ds:Transforms>"
                + algorithm("DigestMethod", SHA_256)
                + "<ds:DigestValue>" + digest + "</ds:DigestValue></ds:Reference></ds:SignedInfo>";
    }

    private static String algorithm(String element, String uri) {
        return "<ds:" + element + " Algorithm=\"" + uri + "\"></ds:" + element + ">";
    }

    private static String digest(String query) throws GeneralSecurityException {
        return base64(MessageDigest.getInstance("SHA-256").digest(query.getBytes(UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
