package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.ValidationError;
import eu.emi.security.authn.x509.ValidationErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.portcullis.profile.Doubt;

/** What canl finds wrong with a chain, in the words of our reasons. */
final class ChainErrors {
    /** Whatever is not here makes a chain invalid. */
    private static final Map<ValidationErrorCode, Doubt> DOUBTS = Map.ofEntries(
            Map.entry(ValidationErrorCode.certRevoked, Doubt.CREDENTIAL_REVOKED),
            Map.entry(ValidationErrorCode.certificateExpired, Doubt.CREDENTIAL_EXPIRED),
            Map.entry(ValidationErrorCode.certificateNotYetValid, Doubt.CREDENTIAL_NOT_YET_VALID),
            Map.entry(ValidationErrorCode.noTrustAnchorFound, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.noIssuerPublicKey, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.rootKeyIsValidButNotATrustAnchor, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.nsUndefinedAndRequired, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.nsDeny, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.nsNotAccepted, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.notPermittedDN, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.excludedDN, Doubt.CREDENTIAL_UNTRUSTED),
            Map.entry(ValidationErrorCode.noBaseCRL, Doubt.CREDENTIAL_UNVERIFIABLE),
            Map.entry(ValidationErrorCode.noValidCrlFound, Doubt.CREDENTIAL_UNVERIFIABLE),
            Map.entry(ValidationErrorCode.noCrlForExpiredCert, Doubt.CREDENTIAL_UNVERIFIABLE),
            Map.entry(ValidationErrorCode.noCrlInCertstore, Doubt.CREDENTIAL_UNVERIFIABLE),
            Map.entry(ValidationErrorCode.localInvalidCRL, Doubt.CREDENTIAL_UNVERIFIABLE),
            Map.entry(ValidationErrorCode.crlVerifyFailed, Doubt.CREDENTIAL_UNVERIFIABLE));

    private ChainErrors() {}

    /** The doubt that says most about what is wrong, if several things are. */
    static Doubt worst(List<ValidationError> errors) {
        return errors.stream()
                .map(error -> DOUBTS.getOrDefault(error.getErrorCode(), Doubt.CREDENTIAL_INVALID))
                .min(Comparator.naturalOrder())
                .orElse(Doubt.CREDENTIAL_INVALID);
    }
}
