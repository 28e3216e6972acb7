package org.portcullis.pdp.mapping;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.profile.Dn;

/**
 * A person as the links of a gridmapdir name him: percent-encoded and in lower case, so that his DN cannot be told from it.
 * All spellings that LCMAPS and Argus use for one DN are one value.
 */
public record LinkName(String text) {
    private static final String HOLDER = "/gridmapdir=";
    private static final Pattern ENCODED = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})+");

    /** How the links of this person are named. */
    public static LinkName of(Dn dn) {
        return new LinkName(encoded(dn.value()));
    }

    /** How LCMAPS names the link of this person, to whom OpenSSL prints what is not ASCII byte by byte. */
    public static String asLcmapsWritesIt(Dn dn) {
        return encoded(MapDialect.LCMAPS.spell(dn));
    }

    private static String encoded(String text) {
        StringBuilder name = new StringBuilder();
        for (byte octet : text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(octet)) {
                name.append((char) octet);
            } else {
                name.append('%').append(hex(octet));
            }
        }
        return name.toString();
    }

    /**
     * Reads the first part of the name of a link, that of a person, in any spelling.
     *
     * @throws IllegalArgumentException if it is not the encoded form of a DN
     */
    public static LinkName parse(String file) {
        if (!ENCODED.matcher(file).matches()) {
            throw new IllegalArgumentException("not percent-encoded: " + Problems.quote(file));
        }
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded(file)))
                    .toString();
            return of(Dn.parse(name));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8: " + Problems.quote(file), e);
        }
    }

    /** The name as it stands in the directory, which may be one that LCMAPS spoilt. */
    public static LinkName verbatim(String file) {
        return new LinkName(file.toLowerCase(Locale.ROOT));
    }

    /** Who holds a lease of which only the link is known: a name that no certificate can have. */
    public Dn holder() {
        return new Dn(HOLDER + text);
    }

    /** Whether it is such a name. */
    public static boolean isHolder(Dn dn) {
        return dn.value().startsWith(HOLDER);
    }

    /** The names under which leases of this person may have been moved in; none if no link can be named after him. */
    public static List<Dn> holders(Dn dn) {
        boolean isAscii = dn.value().chars().allMatch(c -> c <= '~');
        return Stream.of(of(dn), isAscii ? of(dn) : new LinkName(spoilt(dn)))
                .distinct()
                .filter(name -> name.text.length() <= Dn.MAX_LENGTH - HOLDER.length())
                .map(LinkName::holder)
                .toList();
    }

    /**
     * What LCMAPS 1.7 makes of a name with bytes outside ASCII: each is written as four bytes and the next character three
     * places further on, over what is too much.
     */
    static String spoilt(Dn dn) {
        byte[] octets = dn.value().getBytes(StandardCharsets.UTF_8);
        char[] name = new char[octets.length * 3 + 8];
        int end = 0;
        for (byte octet : octets) {
            if (isPlain((byte) Character.toLowerCase(octet))) {
                name[end++] = (char) Character.toLowerCase(octet);
            } else {
                String code = '%' + (octet < 0 ? "ffffff" : "") + hex(octet) + '\0';
                code.getChars(0, code.length(), name, end);
                end += 3;
            }
        }
        String text = new String(name);
        return text.substring(0, text.indexOf('\0'));
    }

    private static byte[] decoded(String file) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < file.length(); i++) {
            if (file.charAt(i) == '%') {
                octets.write(Integer.parseInt(file.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.writeBytes(String.valueOf(file.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toByteArray();
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9');
    }

    private static String hex(byte octet) {
        return String.format("%02x", octet & 0xff);
    }
}
