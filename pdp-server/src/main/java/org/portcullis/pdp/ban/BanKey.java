package org.portcullis.pdp.ban;

import java.math.BigInteger;
import java.util.Locale;
import org.portcullis.profile.Dn;

/** The widest reading of a ban, or of the part of a request that a ban looks at. */
public record BanKey(BanKind kind, String text) {
    static BanKey ofSerial(BigInteger serial, Dn issuer) {
        return new BanKey(BanKind.SERIAL, serial.toString(16) + "@" + issuer.widest());
    }

    static BanKey ofHost(String host) {
        String folded = fold(host);
        return new BanKey(BanKind.HOST, folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded);
    }

    static BanKey ofIssuer(String issuer) {
        return new BanKey(BanKind.ISSUER, foldIssuer(issuer));
    }

    static BanKey ofToken(BanKind kind, String issuer, String value) {
        return new BanKey(kind, foldIssuer(issuer) + "#" + fold(value));
    }

    /** With and without a slash at the end it is the same issuer, as people write it. */
    private static String foldIssuer(String issuer) {
        return fold(issuer).replaceAll("/+$", "");
    }

    /** Refuses what names nobody: blanks, control characters, and an asterisk that may be meant for everybody. */
    static void requireName(String text) {
        boolean oneWord = !text.isBlank() && text.codePoints().noneMatch(BanKey::isBlankOrControl);
        if (!oneWord || text.length() > Dn.MAX_LENGTH || text.equals("*")) {
            throw new IllegalArgumentException(
                    "not a name in a token: 1 to " + Dn.MAX_LENGTH + " characters, no blanks");
        }
    }

    private static boolean isBlankOrControl(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isISOControl(codePoint);
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
