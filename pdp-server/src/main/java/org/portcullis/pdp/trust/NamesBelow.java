package org.portcullis.pdp.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** The names that an authority may give by the name constraints in its certificate, RFC 5280 section 4.2.1.10. */
final class NamesBelow {
    private final PKIXNameConstraintValidator constraints = new PKIXNameConstraintValidator();

    private NamesBelow() {}

    static NamesBelow of(X509Certificate authority) {
        NamesBelow names = new NamesBelow();
        byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
        if (extension != null) {
            names.read(NameConstraints.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets()));
        }
        return names;
    }

    private void read(NameConstraints read) {
        GeneralSubtree[] permitted = read.getPermittedSubtrees();
        if (permitted != null) {
            constraints.intersectPermittedSubtree(permitted);
        }
        GeneralSubtree[] excluded = read.getExcludedSubtrees();
        if (excluded != null) {
            Stream.of(excluded).forEach(constraints::addExcludedSubtree);
        }
    }

    /** Whether all names of certificates are among them. Throws what a malformed certificate makes it throw. */
    boolean allow(List<X509Certificate> certificates) {
        return certificates.stream()
                .flatMap(certificate -> names(certificate).stream())
                .allMatch(this::allow);
    }

    private boolean allow(GeneralName name) {
        try {
            constraints.checkPermitted(name);
            constraints.checkExcluded(name);
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }

    private static List<GeneralName> names(X509Certificate certificate) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())));
        byte[] alternatives = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (alternatives != null) {
            names.addAll(List.of(GeneralNames.getInstance(
                            ASN1OctetString.getInstance(alternatives).getOctets())
                    .getNames()));
        }
        return names;
    }
}
