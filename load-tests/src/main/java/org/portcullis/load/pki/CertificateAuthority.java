package org.portcullis.load.pki;

import static org.portcullis.load.pki.CertificateDraft.critical;
import static org.portcullis.load.pki.CertificateDraft.plain;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.portcullis.profile.Dn;

/**
 * An authority that signs certificates and revocation lists; its certificate is signed by itself or, where it is a
 * {@linkplain #subordinate subordinate}, by another one.
 */
public record CertificateAuthority(Identity identity) {
    /** An authority with a new key. It is trusted by nobody until a {@link CaDirectory} holds it. */
    public static CertificateAuthority create(Dn name, KeyType keyType, Validity validity) {
        KeyPair keys = keyType.generate();
        X500Name subject = DirectoryName.of(name);
        CertificateDraft draft = new CertificateDraft(subject, keys.getPublic(), validity, authorityExtensions(keys));
        return new CertificateAuthority(
                new Identity(List.of(draft.signedBy(subject, keys.getPrivate())), keys.getPrivate()));
    }

    /** The subject of its certificate. */
    public Dn name() {
        return identity.name();
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return identity.certificate();
    }

    /** A user or host with a new key and a certificate signed by this authority. */
    public Identity issue(EndEntity entity) {
        return issue(entity, entity.keyType().generate());
    }

    /** As {@link #issue(EndEntity)}, with a key that is there already. */
    public Identity issue(EndEntity entity, KeyPair keys) {
        CertificateDraft draft = new CertificateDraft(
                DirectoryName.of(entity.name()), keys.getPublic(), entity.validity(), extensions(entity, keys));
        return below(sign(draft), keys.getPrivate());
    }

    /** Whoever has this key; their chain leads up to the root and does not hold it. */
    private Identity below(X509Certificate leaf, PrivateKey key) {
        boolean isRoot =
                certificate().getSubjectX500Principal().equals(certificate().getIssuerX500Principal());
        return isRoot ? new Identity(List.of(leaf), key) : identity.followedBy(leaf, key);
    }

    /** What is in a draft, signed by this authority as it stands. */
    public X509Certificate sign(CertificateDraft draft) {
        return draft.signedBy(subject(), identity.key());
    }

    /** An authority with a new key below this one; {@code more} may bound the names that it issues. */
    public CertificateAuthority subordinate(Dn name, KeyType keyType, Validity validity, Extension... more) {
        KeyPair keys = keyType.generate();
        List<Extension> extensions = new ArrayList<>(authorityExtensions(keys));
        extensions.add(authorityKeyIdentifier(certificate().getPublicKey()));
        extensions.addAll(List.of(more));
        CertificateDraft draft = new CertificateDraft(DirectoryName.of(name), keys.getPublic(), validity, extensions);
        return new CertificateAuthority(below(sign(draft), keys.getPrivate()));
    }

    private static List<Extension> authorityExtensions(KeyPair keys) {
        return List.of(
                critical(Extension.basicConstraints, new BasicConstraints(true)),
                critical(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
                subjectKeyIdentifier(keys.getPublic()));
    }

    private List<Extension> extensions(EndEntity entity, KeyPair keys) {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(critical(Extension.basicConstraints, new BasicConstraints(false)));
        extensions.add(critical(Extension.keyUsage, entity.keyType().endEntityUsage()));
        extensions.add(subjectKeyIdentifier(keys.getPublic()));
        extensions.add(authorityKeyIdentifier(certificate().getPublicKey()));
        if (entity.isHost()) {
            extensions.add(purposes(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
            extensions.add(plain(Extension.subjectAlternativeName, new GeneralNames(entity.generalNames())));
        } else {
            extensions.add(purposes(KeyPurposeId.id_kp_clientAuth));
        }
        return extensions;
    }

    /** A revocation list of this authority; a higher number replaces a lower one. */
    public X509CRL revoke(Collection<BigInteger> serials, long number, Validity validity) {
        X509v2CRLBuilder list = new X509v2CRLBuilder(subject(), validity.notBefore());
        list.setNextUpdate(validity.notAfter());
        for (BigInteger serial : serials) {
            list.addCRLEntry(serial, validity.notBefore(), 0);
        }
        try {
            list.addExtension(authorityKeyIdentifier(certificate().getPublicKey()));
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            return new JcaX509CRLConverter().getCRL(list.build(CertificateDraft.signer(identity.key())));
        } catch (CertIOException | CRLException e) {
            throw new IllegalStateException("not a revocation list of " + name(), e);
        }
    }

    private X500Name subject() {
        return DirectoryName.of(name());
    }

    private static Extension purposes(KeyPurposeId... purposes) {
        return plain(Extension.extendedKeyUsage, new ExtendedKeyUsage(purposes));
    }

    static Extension subjectKeyIdentifier(PublicKey key) {
        return plain(
                Extension.subjectKeyIdentifier, new BcX509ExtensionUtils().createSubjectKeyIdentifier(keyInfo(key)));
    }

    static Extension authorityKeyIdentifier(PublicKey key) {
        return plain(
                Extension.authorityKeyIdentifier,
                new BcX509ExtensionUtils().createAuthorityKeyIdentifier(keyInfo(key)));
    }

    private static SubjectPublicKeyInfo keyInfo(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }
}
