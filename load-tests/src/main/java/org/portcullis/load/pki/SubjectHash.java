package org.portcullis.load.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.portcullis.profile.Dn;

/**
 * The name under which a CA directory files what belongs to an authority: the subject hash that OpenSSL has used since
 * 1.0.0, eight hexadecimal digits.
 */
public record SubjectHash(String value) {
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\n\\x0B\\f\\r]+");
    private static final Pattern UPPER = Pattern.compile("[A-Z]+");

    /** The hash of a subject, without asking OpenSSL. */
    public static SubjectHash of(Dn subject) {
        return of(DirectoryName.of(subject));
    }

    static SubjectHash of(X500Name subject) {
        int first = ByteBuffer.wrap(sha1(canonical(subject)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return new SubjectHash(String.format(Locale.ROOT, "%08x", first));
    }

    /** The parts of the name one after the other, each in canonical spelling, without the sequence around them. */
    private static byte[] canonical(X500Name subject) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (RDN rdn : subject.getRDNs()) {
                bytes.write(canonical(rdn).getEncoded(ASN1Encoding.DER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static DERSet canonical(RDN rdn) {
        AttributeTypeAndValue[] values = rdn.getTypesAndValues();
        ASN1Encodable[] canonical = new ASN1Encodable[values.length];
        for (int i = 0; i < values.length; i++) {
            canonical[i] = new DERSequence(new ASN1Encodable[] {values[i].getType(), canonical(values[i].getValue())});
        }
        return new DERSet(canonical);
    }

    /** OpenSSL's canonical text: UTF-8, outer blanks dropped, inner ones as one, ASCII letters in lower case. */
    private static ASN1Encodable canonical(ASN1Encodable value) {
        if (!(value instanceof ASN1String text)) {
            return value;
        }
        String trimmed = BLANKS.matcher(text.getString()).replaceAll(" ").strip();
        return new DERUTF8String(
                UPPER.matcher(trimmed).replaceAll(upper -> upper.group().toLowerCase(Locale.ROOT)));
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
