package org.portcullis.load.pki;

import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.portcullis.profile.Dn;

/** Writes a {@link Dn} as certificates hold it. */
final class DirectoryName {
    /** Attribute types that BouncyCastle knows by another name. */
    private static final Map<String, ASN1ObjectIdentifier> OTHER_SPELLINGS =
            Map.of("SN", BCStyle.SURNAME, "GN", BCStyle.GIVENNAME, "title", BCStyle.T);

    private DirectoryName() {}

    static X500Name of(Dn dn) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        for (String part : dn.parts()) {
            int equals = part.indexOf('=');
            name.addRDN(type(part.substring(0, equals)), part.substring(equals + 1));
        }
        return name.build();
    }

    private static ASN1ObjectIdentifier type(String spelling) {
        ASN1ObjectIdentifier other = OTHER_SPELLINGS.get(spelling);
        return other == null ? BCStyle.INSTANCE.attrNameToOID(spelling) : other;
    }
}
