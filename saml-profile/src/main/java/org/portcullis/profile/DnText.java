package org.portcullis.profile;

import static java.lang.Character.UnicodeScript.BOPOMOFO;
import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.KATAKANA;

import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** How names are written: the slash form, RFC 2253, and the spellings of attribute types. */
final class DnText {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("E", "emailAddress"),
            Map.entry("EMAIL", "emailAddress"),
            Map.entry("EMAILADDRESS", "emailAddress"),
            Map.entry("1.2.840.113549.1.9.1", "emailAddress"),
            Map.entry("USERID", "UID"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("2.5.4.3", "CN"),
            Map.entry("SURNAME", "SN"),
            Map.entry("2.5.4.4", "SN"),
            Map.entry("SERIALNUMBER", "serialNumber"),
            Map.entry("2.5.4.5", "serialNumber"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("S", "ST"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("2.5.4.9", "STREET"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("T", "title"),
            Map.entry("TITLE", "title"),
            Map.entry("2.5.4.12", "title"),
            Map.entry("GIVENNAME", "GN"),
            Map.entry("2.5.4.42", "GN"));
    private static final Set<String> PLAIN_TYPES =
            Set.of("CN", "C", "O", "OU", "DC", "L", "ST", "STREET", "UID", "SN", "GN", "emailAddress");
    private static final Pattern COMMON_TYPE = Pattern.compile("CN|C|O|OU|DC|L|ST|STREET|UID|SN|GN");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*+|\\d++(?:\\.\\d++)+");
    /** Stands for a slash that splits nothing; of private use, so that no text from outside holds it. */
    private static final String INNER_SLASH = "\ue000";

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");
    private static final Pattern HEX_BYTES = Pattern.compile("(?:\\\\x[0-9A-Fa-f]{2})+");
    private static final Set<UnicodeScript> JAPANESE = EnumSet.of(HAN, HIRAGANA, KATAKANA);
    private static final Set<UnicodeScript> KOREAN = EnumSet.of(HAN, HANGUL);
    private static final Set<UnicodeScript> CHINESE = EnumSet.of(HAN, BOPOMOFO);

    private DnText() {}

    /**
     * Whether a name is canonical at first sight, as nearly all are: ASCII, types that are always spelled so, and no slash or
     * backslash in a value.
     */
    static boolean isPlain(String text) {
        if (text.length() > Dn.MAX_LENGTH || !text.startsWith("/")) {
            return false;
        }
        int start = 1;
        while (start <= text.length()) {
            int end = endOfPart(text, start);
            if (!isPlainPart(text, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /** Where the part that starts here ends, in a name that is plain. */
    static int endOfPart(String text, int start) {
        int slash = text.indexOf('/', start);
        return slash < 0 ? text.length() : slash;
    }

    private static boolean isPlainPart(String text, int start, int end) {
        int equals = text.indexOf('=', start);
        if (equals < 0 || equals >= end || !PLAIN_TYPES.contains(text.substring(start, equals))) {
            return false;
        }
        boolean blank = true;
        for (int n = equals + 1; n < end; n++) {
            char c = text.charAt(n);
            if (c < ' ' || c > '~' || c == '\\') {
                return false;
            }
            blank &= c == ' ';
        }
        return !blank;
    }

    static void requirePrintable(String text) {
        if (text.isEmpty() || text.length() > Dn.MAX_LENGTH) {
            throw new IllegalArgumentException("a DN has 1 to " + Dn.MAX_LENGTH + " characters");
        }
        if (text.codePoints().anyMatch(DnText::isUnprintable)) {
            throw new IllegalArgumentException("a DN holds no control or format characters");
        }
    }

    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static boolean isCanonical(String value) {
        if (isPlain(value)) {
            return true;
        }
        requirePrintable(value);
        return !looksEscaped(value) && ("/" + String.join("/", splitSlashForm(value))).equals(value);
    }

    /** Whether a reader could take a character for an escape sign: {@code \\/} or {@code \\+}. */
    static boolean looksEscaped(String text) {
        return text.contains("\\/") || text.contains("\\+");
    }

    /** As {@link #splitSlashForm}, of text from outside, where a slash or plus sign in a value may be escaped. */
    static List<String> readSlashForm(String text) {
        return splitSlashForm(text.replace("\\/", INNER_SLASH).replace("\\+", "+")).stream()
                .map(part -> part.replace(INNER_SLASH, "/"))
                .toList();
    }

    /** Splits at each slash that starts a {@code TYPE=}; any other slash belongs to the value before it. */
    static List<String> splitSlashForm(String text) {
        List<String> parts = new ArrayList<>();
        for (String piece : text.substring(1).split("/", -1)) {
            int equals = piece.indexOf('=');
            if (equals > 0 && isType(piece.substring(0, equals))) {
                parts.add(part(piece.substring(0, equals), decodeHexBytes(piece.substring(equals + 1))));
            } else if (parts.isEmpty()) {
                throw new IllegalArgumentException("a DN starts with an attribute type");
            } else {
                parts.add(parts.remove(parts.size() - 1) + "/" + decodeHexBytes(piece));
            }
        }
        return parts;
    }

    static List<String> splitRfc2253(String text) {
        List<String> parts = new ArrayList<>();
        try {
            for (Rdn rdn : new LdapName(text).getRdns()) {
                parts.add(part(rdn));
            }
        } catch (InvalidNameException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a DN", e);
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a DN has at least one part");
        }
        return parts;
    }

    private static String part(Rdn rdn) {
        if (rdn.size() != 1 || !(rdn.getValue() instanceof String value)) {
            throw new IllegalArgumentException("a part of a DN has exactly one text value");
        }
        requirePrintable(value);
        return part(rdn.getType(), value);
    }

    static String part(String type, String value) {
        if (value.isBlank() || !isType(type)) {
            throw new IllegalArgumentException("a part of a DN has a type and a value");
        }
        return spelling(type) + "=" + value;
    }

    private static boolean isType(String text) {
        return PLAIN_TYPES.contains(text) || TYPE.matcher(text).matches();
    }

    private static String spelling(String type) {
        if (PLAIN_TYPES.contains(type)) {
            return type;
        }
        String upper = type.toUpperCase(Locale.ROOT);
        return COMMON_TYPE.matcher(upper).matches() ? upper : TYPES.getOrDefault(upper, type);
    }

    /** OpenSSL's one-line form writes bytes outside ASCII as {@code \xHH}; they are UTF-8 in practice. */
    private static String decodeHexBytes(String value) {
        return value.indexOf('\\') < 0
                ? value
                : HEX_BYTES.matcher(value).replaceAll(bytes -> Matcher.quoteReplacement(utf8(bytes.group())));
    }

    private static String utf8(String escapes) {
        byte[] bytes = HexFormat.of().parseHex(escapes.replace("\\x", ""));
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            requirePrintable(text);
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("escaped bytes in a DN are not UTF-8", e);
        }
    }

    static String escapeRfc2253(String part) {
        int equals = part.indexOf('=');
        return part.substring(0, equals + 1) + Rdn.escapeValue(part.substring(equals + 1));
    }

    static boolean mixesScripts(String part) {
        for (String word : NO_LETTERS.split(part.substring(part.indexOf('=') + 1), -1)) {
            Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
            word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
            scripts.removeAll(EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED));
            boolean usual = scripts.size() < 2
                    || JAPANESE.containsAll(scripts)
                    || KOREAN.containsAll(scripts)
                    || CHINESE.containsAll(scripts);
            if (!usual) {
                return true;
            }
        }
        return false;
    }
}
