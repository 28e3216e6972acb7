package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.ValidationResult;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.portcullis.profile.Doubt;

/**
 * The end of a path. canl stops at the first authority of the CA directory, believes everything in that authority's
 * certificate and does not ask who stands above it. Here an authority below another one is judged as anybody else whom that
 * one signed, with its revocation list, up to a root whose time is not over; and the names below an anchor are those that its
 * name constraints allow.
 */
final class PathToRoot {
    private static final int MOST_ANCHORS = 8;

    private final Function<X509Certificate, ValidationResult> judge;

    PathToRoot(Function<X509Certificate, ValidationResult> judge) {
        this.judge = judge;
    }

    /** What is wrong with a chain that canl takes for valid. Throws what a malformed certificate makes it throw. */
    Optional<Doubt> objection(ValidationResult valid) {
        ValidationResult part = valid;
        List<X509Certificate> below = new ArrayList<>();
        for (int anchors = 0; anchors < MOST_ANCHORS; anchors++) {
            if (!part.isValid()) {
                return Optional.of(ChainErrors.worst(part.getErrors()));
            }
            List<X509Certificate> path = part.getValidChain();
            X509Certificate anchor = path.get(path.size() - 1);
            path.stream()
                    .limit(path.size() - 1L)
                    .filter(one -> !below.contains(one))
                    .forEach(below::add);
            Optional<Doubt> objection = objection(anchor, below);
            if (objection.isPresent() || isRoot(anchor)) {
                return objection;
            }
            part = judge.apply(anchor);
        }
        return Optional.of(Doubt.CREDENTIAL_UNTRUSTED);
    }

    private static Optional<Doubt> objection(X509Certificate anchor, List<X509Certificate> below) {
        try {
            anchor.checkValidity();
        } catch (CertificateExpiredException e) {
            return Optional.of(Doubt.CREDENTIAL_EXPIRED);
        } catch (CertificateNotYetValidException e) {
            return Optional.of(Doubt.CREDENTIAL_NOT_YET_VALID);
        }
        return NamesBelow.of(anchor).allow(below) ? Optional.empty() : Optional.of(Doubt.CREDENTIAL_UNTRUSTED);
    }

    private static boolean isRoot(X509Certificate anchor) {
        return anchor.getSubjectX500Principal().equals(anchor.getIssuerX500Principal());
    }
}
