package org.portcullis.pdp.ban;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.ban.Ban.Scope;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** How selectors are written: {@code word:value}, or {@code word "value"} as older ban files have it. */
final class SelectorText {
    /** What a message may tell whoever wrote something else. */
    static final String FORMS = "write dn:/C=…/CN=…, ca:/C=…, pilot:/C=…, fqan:/vo/group, fqan:/vo/group/*, vo:name,"
            + " vo:name scope=mupj, host:name, serial:HEX@/C=…, iss:https://…, token:ISSUER#SUB, jti:ISSUER#ID or kid:ISSUER#KEY";

    private static final Pattern PLAIN = Pattern.compile("([a-z-]+):(\\S.*)");
    private static final Pattern QUOTED = Pattern.compile("(?:([a-z-]+)\\s+)?\"([^\"]*)\"");
    private static final Pattern QUOTED_SERIAL =
            Pattern.compile("serial\\s+(?:0x)?([0-9A-Fa-f]{1,64})\\s+issuer\\s+\"([^\"]*)\"");
    private static final Pattern SERIAL = Pattern.compile("(?:0x)?([0-9A-Fa-f]{1,64})@(.+)");
    private static final Pattern VO = Pattern.compile("(\\S+?)(?:\\s+scope=(all|mupj))?");
    private static final Pattern BEFORE_VALUE = Pattern.compile(
            "(?:(?:dn|ca|pilot|fqan|fqan-subtree|vo|host|serial|iss|token|jti|kid)(?::|\\s+(?=\")))?\"?");
    private static final String SUBTREE = "/*";

    private SelectorText() {}

    static Ban parse(String text) {
        Matcher serial = QUOTED_SERIAL.matcher(text);
        Matcher quoted = QUOTED.matcher(text);
        Matcher plain = PLAIN.matcher(text);
        if (serial.matches()) {
            return serial(serial.group(1), serial.group(2));
        } else if (quoted.matches()) {
            return ban(quoted.group(1) == null ? "dn" : quoted.group(1), quoted.group(2));
        } else if (plain.matches()) {
            return ban(plain.group(1), plain.group(2));
        }
        throw new IllegalArgumentException("not a ban: " + FORMS);
    }

    /** How many characters of a text that is no selector are as they should be: the word before the value, if it is one. */
    static int offence(String text) {
        Matcher word = BEFORE_VALUE.matcher(text);
        return word.lookingAt() ? word.end() : 0;
    }

    private static Ban ban(String word, String value) {
        return switch (word) {
            case "dn" -> new Ban.BannedDn(Dn.parse(value));
            case "ca" -> new Ban.BannedCa(Dn.parse(value));
            case "pilot" -> new Ban.BannedPilot(Dn.parse(value));
            case "fqan" -> fqan(value);
            case "fqan-subtree" -> new Ban.BannedFqan(Fqan.parse(value), true);
            case "vo" -> vo(value);
            case "host" -> new Ban.BannedHost(value);
            case "serial" -> serial(value);
            case "iss" -> new Ban.BannedIssuer(value);
            case "token" -> token(BanKind.TOKEN_SUBJECT, value);
            case "jti" -> token(BanKind.TOKEN_ID, value);
            case "kid" -> token(BanKind.TOKEN_KEY, value);
            default -> throw new IllegalArgumentException("not a ban: " + FORMS);
        };
    }

    private static Ban fqan(String value) {
        return value.endsWith(SUBTREE)
                ? new Ban.BannedFqan(Fqan.parse(value.substring(0, value.length() - SUBTREE.length())), true)
                : new Ban.BannedFqan(Fqan.parse(value), false);
    }

    private static Ban vo(String value) {
        Matcher vo = VO.matcher(value);
        if (!vo.matches()) {
            throw new IllegalArgumentException("not a VO: write vo:name or vo:name scope=mupj");
        }
        return new Ban.BannedVo(new VoName(vo.group(1)), "mupj".equals(vo.group(2)) ? Scope.MUPJ : Scope.ALL);
    }

    private static Ban token(BanKind kind, String value) {
        int mark = value.indexOf('#');
        if (mark < 0) {
            throw new IllegalArgumentException(
                    "not a part of a token: write token:ISSUER#SUB, jti:ISSUER#ID, kid:ISSUER#KEY");
        }
        return new Ban.BannedToken(kind, value.substring(0, mark), value.substring(mark + 1));
    }

    private static Ban serial(String value) {
        Matcher serial = SERIAL.matcher(value);
        if (!serial.matches()) {
            throw new IllegalArgumentException("not a serial number: write serial:HEX@/C=…/CN=issuer");
        }
        return serial(serial.group(1), serial.group(2));
    }

    private static Ban serial(String hex, String issuer) {
        return new Ban.BannedSerial(new BigInteger(hex, 16), Dn.parse(issuer));
    }
}
