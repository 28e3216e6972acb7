package org.portcullis.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** The spellings of one name that other grid software writes and expects in its files. */
public record DnForms(Dn dn) {
    private static final Map<String, String> OPENSSL_TYPES = Map.of("STREET", "street");
    /** As the Globus Toolkit and OpenSSL before 0.9.7 named them. */
    private static final Map<String, String> GLOBUS_TYPES =
            Map.of("STREET", "street", "emailAddress", "Email", "UID", "USERID");

    private static final Map<String, String> TYPE_NUMBERS = Map.of(
            "SN", "2.5.4.4",
            "GN", "2.5.4.42",
            "TITLE", "2.5.4.12",
            "STREET", "2.5.4.9");

    /**
     * As {@code openssl x509 -nameopt compat} of OpenSSL 3 prints it: every byte outside ASCII as {@code \xHH}, and slashes
     * and plus signs in values with a backslash.
     */
    public String openssl() {
        return slashed(OPENSSL_TYPES, value -> value.replace("/", "\\/").replace("+", "\\+"));
    }

    /** As grid-mapfiles of the Globus Toolkit have it: with {@code Email} and {@code USERID}, and nothing escaped. */
    public String globus() {
        return slashed(GLOBUS_TYPES, value -> value);
    }

    /**
     * The name of its lease file in a gridmapdir, as LCMAPS with OpenSSL before 3 writes it: what is no letter or digit as
     * {@code %xx}, and all in lower case.
     */
    public String gridmapdir() {
        return slashed(OPENSSL_TYPES, value -> value)
                .chars()
                .mapToObj(c -> Character.isLetterOrDigit(c)
                        ? Character.toString(c).toLowerCase(Locale.ROOT)
                        : String.format("%%%02x", c))
                .collect(Collectors.joining());
    }

    /** Its DER in hex as this Java writes it, or empty for a name with parts that X.500 does not know. */
    public Optional<String> der() {
        try {
            return Optional.of(hex(new X500Principal(dn.toRfc2253(), TYPE_NUMBERS)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether that is the DER of this name. */
    public static boolean isOf(X500Principal name, Dn dn) {
        try {
            return Dn.of(name).equals(dn);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The DER of a name in hex. */
    public static String hex(X500Principal name) {
        return HexFormat.of().formatHex(name.getEncoded());
    }

    private String slashed(Map<String, String> types, UnaryOperator<String> escape) {
        return dn.parts().stream()
                .map(part -> slashed(part, part.indexOf('='), types, escape))
                .collect(Collectors.joining());
    }

    private static String slashed(String part, int equals, Map<String, String> types, UnaryOperator<String> escape) {
        String type = part.substring(0, equals);
        StringBuilder value = new StringBuilder();
        for (byte b : escape.apply(part.substring(equals + 1)).getBytes(UTF_8)) {
            value.append(b < ' ' || b > '~' ? String.format("\\x%02X", b) : Character.toString(b));
        }
        return "/" + types.getOrDefault(type, type) + "=" + value;
    }
}
