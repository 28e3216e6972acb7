package org.portcullis.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON Web Tokens as text. Looks into them far enough to name somebody in a record, and believes nothing. */
final class TokenText {
    private static final int LONGEST = 16 << 10;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");
    private static final Pattern ISSUER = claim("iss");
    private static final Pattern SUBJECT = claim("sub");

    private TokenText() {}

    private static Pattern claim(String name) {
        return Pattern.compile("\"" + name + "\"\\s*+:\\s*+\"((?:[^\"\\\\]|\\\\.)*+)\"");
    }

    /** Refuses what is no signed token, and one so long that no issuer made it. */
    static void requireCompact(String compact) {
        if (compact.length() > LONGEST || !COMPACT.matcher(compact).matches()) {
            throw new IllegalArgumentException("a token is three parts in base64url, at most 16 KiB together");
        }
    }

    static Optional<Dn> name(String compact) {
        try {
            String[] parts = compact.split("\\.", -1);
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
            Matcher issuer = ISSUER.matcher(claims);
            Matcher subject = SUBJECT.matcher(claims);
            return issuer.find() && subject.find()
                    ? Optional.of(Dn.ofToken(plain(issuer.group(1)), plain(subject.group(1))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** JSON may write a slash with a backslash before it. */
    private static String plain(String json) {
        return json.replace("\\/", "/");
    }

    static String escape(String text) {
        return text.replace("%", "%25").replace("/", "%2F").replace("\\", "%5C");
    }
}
