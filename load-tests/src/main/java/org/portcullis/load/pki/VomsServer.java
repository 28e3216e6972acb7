package org.portcullis.load.pki;

import eu.emi.security.authn.x509.impl.KeyAndCertCredential;
import java.math.BigInteger;
import java.security.KeyStoreException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.italiangrid.voms.asn1.VOMSACGenerator;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** The server of a VO that says who is a member of what. It does not check whether the FQANs belong to its VO. */
public record VomsServer(VoName vo, String hostName, Identity identity) {
    private static final int PORT = 15_000;
    private static final int SERIAL_BITS = 63;

    /** An attribute certificate, signed by this server, for the user behind any proxies of {@code holder}. */
    public X509AttributeCertificateHolder attributes(Identity holder, List<Fqan> fqans, Validity validity) {
        X509Certificate user = holder.chain().get(holder.chain().size() - 1);
        return new VOMSACGenerator(credential())
                .generateVOMSAttributeCertificate(
                        fqans.stream().map(Fqan::asVomsWritesIt).toList(),
                        List.of(),
                        List.of(),
                        user,
                        new BigInteger(SERIAL_BITS, new SecureRandom()),
                        validity.notBefore(),
                        validity.notAfter(),
                        vo.value(),
                        hostName,
                        PORT);
    }

    /** The text of this server's LSC file: its certificate's subject and issuer. */
    String lsc() {
        X509Certificate certificate = identity.certificate();
        return identity.name() + "\n" + Dn.of(certificate.getIssuerX500Principal()) + "\n";
    }

    private KeyAndCertCredential credential() {
        try {
            return new KeyAndCertCredential(identity.key(), identity.chain().toArray(X509Certificate[]::new));
        } catch (KeyStoreException e) {
            throw new IllegalStateException("a new key store does not take the key of " + identity, e);
        }
    }
}
