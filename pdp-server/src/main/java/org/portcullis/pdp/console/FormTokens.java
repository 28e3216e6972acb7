package org.portcullis.pdp.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What shows that a form comes from a page of this console, made for the same caller not long ago: browsers send certificates
 * along whoever wrote the form. The key dies with the server. Thread-safe.
 */
final class FormTokens {
    /** The name of the field. */
    static final String FIELD = "token";

    private static final Duration MOST = Duration.ofHours(1);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 9;

    private final SecureRandom random;
    private final SecretKeySpec key;

    FormTokens(SecureRandom random) {
        this.random = random;
        key = new SecretKeySpec(bytes(KEY_BYTES), ALGORITHM);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A new one, for this caller from now on; it can stand for the form as an idempotency key, too. */
    String issue(String caller, Instant now) {
        String head =
                Long.toHexString(now.getEpochSecond()) + "." + HexFormat.of().formatHex(bytes(NONCE_BYTES));
        return head + "." + mac(caller, head);
    }

    /** Whether it was issued for this caller, and not too long ago. */
    boolean isGood(String token, String caller, Instant now) {
        int end = token.lastIndexOf('.');
        if (end < 0) {
            return false;
        }
        String head = token.substring(0, end);
        boolean own = MessageDigest.isEqual(
                mac(caller, head).getBytes(UTF_8), token.substring(end + 1).getBytes(UTF_8));
        return own && isFresh(head, now);
    }

    /** Of a head that this server wrote. */
    private static boolean isFresh(String head, Instant now) {
        Instant issued = Instant.ofEpochSecond(Long.parseLong(head.substring(0, head.indexOf('.')), 16));
        return !now.isBefore(issued) && !now.isAfter(issued.plus(MOST));
    }

    private String mac(String caller, String head) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((head + " " + caller).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
