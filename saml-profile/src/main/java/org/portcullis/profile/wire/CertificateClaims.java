package org.portcullis.profile.wire;

import static org.portcullis.profile.AttributeId.GLITE_SUBJECT_ISSUER;
import static org.portcullis.profile.AttributeId.SUBJECT_CA_SERIAL_NUMBER;
import static org.portcullis.profile.AttributeId.SUBJECT_CERTIFICATE_SERIAL_NUMBER;
import static org.portcullis.profile.AttributeId.SUBJECT_VALIDITY_NOT_AFTER;
import static org.portcullis.profile.AttributeId.SUBJECT_VALIDITY_NOT_BEFORE;
import static org.portcullis.profile.AttributeId.SUBJECT_X509_ISSUER;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;

/**
 * What is said of a certificate beside the chain that holds it: its issuer, serial numbers and validity. It is never
 * believed; it has to be so. Clients speak of the person's certificate or of a proxy, so that each claim may be about either.
 */
record CertificateClaims(Attributes subject) {
    /** ISO 8601, whose zone SAZ clients write as {@code +0000}. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter();

    /** Whether all of it is so; without a chain there is nothing to hold it against. */
    boolean agreeWith(Credential credential) {
        return !(credential instanceof Credential.Chain chain) || agreeWith(chain.certificates());
    }

    private boolean agreeWith(List<X509Certificate> chain) {
        return agree(SUBJECT_X509_ISSUER, text -> isIssuerIn(chain, text))
                && agree(GLITE_SUBJECT_ISSUER, text -> isIssuerIn(chain, text))
                && agree(SUBJECT_CERTIFICATE_SERIAL_NUMBER, text -> isSerialOf(own(chain), text))
                && agree(SUBJECT_CA_SERIAL_NUMBER, text -> isSerialOfAuthority(authorities(chain), text))
                && agree(SUBJECT_VALIDITY_NOT_BEFORE, text -> isTimeOf(own(chain), X509Certificate::getNotBefore, text))
                && agree(SUBJECT_VALIDITY_NOT_AFTER, text -> isTimeOf(own(chain), X509Certificate::getNotAfter, text));
    }

    private static List<X509Certificate> own(List<X509Certificate> chain) {
        return chain.stream().filter(each -> each.getBasicConstraints() < 0).toList();
    }

    private static List<X509Certificate> authorities(List<X509Certificate> chain) {
        return chain.stream().filter(each -> each.getBasicConstraints() >= 0).toList();
    }

    private static boolean isIssuerIn(List<X509Certificate> chain, String text) {
        Dn claimed = Dn.parse(text);
        return chain.stream().flatMap(CertificateClaims::issuer).anyMatch(claimed::equals);
    }

    private static boolean isSerialOfAuthority(List<X509Certificate> authorities, String text) {
        return authorities.isEmpty() || isSerialOf(authorities, text);
    }

    /** What cannot be read is not so. */
    private boolean agree(AttributeId id, Predicate<String> isSo) {
        try {
            return subject.all(id).stream().allMatch(isSo);
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static Stream<Dn> issuer(X509Certificate certificate) {
        try {
            return Stream.of(Dn.of(certificate.getIssuerX500Principal()));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** Some clients write serial numbers as OpenSSL does, in hex. */
    private static boolean isSerialOf(List<X509Certificate> certificates, String text) {
        return certificates.stream()
                .map(X509Certificate::getSerialNumber)
                .anyMatch(serial -> text.equals(serial.toString()) || new BigInteger(text, 16).equals(serial));
    }

    private static boolean isTimeOf(
            List<X509Certificate> certificates, Function<X509Certificate, Date> date, String text) {
        Instant claimed = TIME.parse(text, Instant::from);
        return certificates.stream().map(date).anyMatch(time -> time.toInstant().equals(claimed));
    }
}
