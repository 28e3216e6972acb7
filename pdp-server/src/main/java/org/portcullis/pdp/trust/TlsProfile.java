package org.portcullis.pdp.trust;

import java.util.Map;

/**
 * What this process demands of every TLS connection beyond what a socket can be told: these are settings of Java's TLS,
 * which reads them once, before the first connection.
 */
public final class TlsProfile {
    private static final Map<String, String> SETTINGS = Map.of(
            "jdk.tls.allowLegacyMasterSecret", "false",
            "jdk.tls.rejectClientInitiatedRenegotiation", "true",
            "jdk.tls.server.maxInboundCertificateChainLength", "12",
            "jdk.tls.server.SignatureSchemes",
                    "ed25519,ecdsa_secp256r1_sha256,ecdsa_secp384r1_sha384,ecdsa_secp521r1_sha512,"
                            + "rsa_pss_rsae_sha256,rsa_pss_rsae_sha384,rsa_pss_rsae_sha512,"
                            + "rsa_pss_pss_sha256,rsa_pss_pss_sha384,rsa_pss_pss_sha512,"
                            + "rsa_pkcs1_sha256,rsa_pkcs1_sha384,rsa_pkcs1_sha512");

    private TlsProfile() {}

    /** Demands it; in a process that has used TLS before, some of it comes too late. */
    public static void demand() {
        SETTINGS.forEach(System::setProperty);
    }
}
