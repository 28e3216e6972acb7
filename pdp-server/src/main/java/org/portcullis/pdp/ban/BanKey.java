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

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
