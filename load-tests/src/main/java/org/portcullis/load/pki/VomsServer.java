package org.portcullis.load.pki;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.X509AttributeCertificateHolder;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** The server of a VO that says who is a member of what. It does not check whether the FQANs belong to its VO. */
public record VomsServer(VoName vo, String hostName, Identity identity) {
    private static final int PORT = 15_000;

    /** An attribute certificate, signed by this server, for the user behind any proxies of {@code holder}. */
    public X509AttributeCertificateHolder attributes(Identity holder, List<Fqan> fqans, Validity validity) {
        String[] texts = fqans.stream().map(Fqan::asVomsWritesIt).toArray(String[]::new);
        return draft(holder, validity).saying(texts).signedBy(identity);
    }

    /** What this server is about to say of the user behind any proxies of {@code holder}: nothing yet. */
    public AttributeDraft draft(Identity holder, Validity validity) {
        return AttributeDraft.of(holder.endEntity(), vo + "://" + hostName + ":" + PORT, validity)
                .extended(CertificateAuthority.authorityKeyIdentifier(
                        identity.certificate().getPublicKey()));
    }

    /** The text of this server's LSC file: its certificate's subject and issuer. */
    public String lsc() {
        X509Certificate certificate = identity.certificate();
        return identity.name() + "\n" + Dn.of(certificate.getIssuerX500Principal()) + "\n";
    }
}
