package org.portcullis.client.credential;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.profile.Fqan;

/**
 * The FQANs that a VOMS attribute certificate inside a certificate claims. Nothing is verified here: they are hints, and
 * it is the server that looks at signatures, holders and dates.
 */
final class VomsHints {
    private static final String AC_SEQUENCE = "1.3.6.1.4.1.8005.100.100.5";
    /** The content octets of 1.3.6.1.4.1.8005.100.100.4, the attribute that holds the FQANs. */
    private static final Der FQANS =
            Der.of(Der.OBJECT_ID, new byte[] {0x2b, 6, 1, 4, 1, (byte) 0xbe, 0x45, 100, 100, 4});

    private static final int MAX_DEPTH = 24;

    private VomsHints() {}

    /** The FQANs of the attribute certificate nearest to the leaf; none if there is no such thing or it is damaged. */
    static List<Fqan> of(List<X509Certificate> chain) {
        for (X509Certificate certificate : chain) {
            byte[] extension = certificate.getExtensionValue(AC_SEQUENCE);
            if (extension != null) {
                return read(extension);
            }
        }
        return List.of();
    }

    private static List<Fqan> read(byte[] extension) {
        List<Fqan> found = new ArrayList<>();
        try {
            collect(Der.parse(Der.parse(extension).content()), MAX_DEPTH, found);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        return found.stream().distinct().toList();
    }

    private static void collect(Der element, int depth, List<Fqan> found) {
        if (!element.isConstructed() || depth == 0) {
            return;
        }
        List<Der> children = element.children();
        boolean isFqanAttribute = children.size() == 2
                && children.get(0).is(Der.OBJECT_ID)
                && children.get(0).sameContentAs(FQANS);
        for (Der child : children) {
            if (isFqanAttribute) {
                collectTexts(child, depth - 1, found);
            } else {
                collect(child, depth - 1, found);
            }
        }
    }

    /** IetfAttrSyntax (RFC 5755, section 4.4): the values are the octet strings, the policy authority is none. */
    private static void collectTexts(Der element, int depth, List<Fqan> found) {
        if (element.is(Der.OCTET_STRING)) {
            found.add(Fqan.parse(new String(element.content(), StandardCharsets.US_ASCII)));
        } else if (element.isConstructed() && depth > 0) {
            element.children().forEach(child -> collectTexts(child, depth - 1, found));
        }
    }
}
