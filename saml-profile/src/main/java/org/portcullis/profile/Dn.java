package org.portcullis.profile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * A distinguished name in its canonical text form: OpenSSL's slash form, most significant part first, attribute types in
 * one spelling. Equality is exact and is what permits, mappings and leases use; {@link #widest()} is what bans use.
 */
public record Dn(String value) {
    /** Longest name that is read, in characters. */
    public static final int MAX_LENGTH = 1024;

    private static final Pattern PROXY_NAME = Pattern.compile("CN=(?:proxy|limited proxy|\\d+)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Accepts the canonical form only; text from outside goes through {@link #parse}. */
    public Dn {
        if (!value.startsWith("/") || !DnText.isCanonical(value)) {
            throw new IllegalArgumentException("not a canonical DN: `" + value + "`");
        }
    }

    /**
     * Reads a name in slash form or, without a leading slash, in RFC 2253 form. Blanks inside and at the end of a slash
     * form are kept: they are part of the name. A slash or plus sign may be escaped, as OpenSSL 3 does.
     *
     * @throws IllegalArgumentException if the text is neither, is too long, or holds control, format or unassigned
     *     characters
     */
    public static Dn parse(String text) {
        if (DnText.isPlain(text)) {
            return new Dn(text);
        }
        DnText.requirePrintable(text);
        return ofParts(text.startsWith("/") ? DnText.readSlashForm(text) : DnText.splitRfc2253(text));
    }

    /**
     * The name of a certificate's subject or issuer, from its DER form.
     *
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public static Dn of(X500Principal principal) {
        return ofParts(DerName.parts(principal.getEncoded()));
    }

    /**
     * As {@link #of}; a name that cannot be written so is {@code /x500-sha256=} and the digest of its DER form, for bans and
     * for the audit log.
     */
    public static Dn ofAny(X500Principal principal) {
        try {
            return of(principal);
        } catch (IllegalArgumentException e) {
            return ofParts(List.of("x500-sha256=" + sha256(principal.getEncoded())));
        }
    }

    /**
     * As {@link #ofAny}, of the subject of a certificate in DER of which nothing else may be readable.
     *
     * @throws IllegalArgumentException if not even that is
     */
    public static Dn ofSubject(byte[] certificate) {
        return ofAny(new X500Principal(DerName.subject(certificate)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The name of whoever a token is about: {@code /iss=ISSUER/sub=SUBJECT}, where slashes, backslashes and percent signs are
     * percent-encoded.
     *
     * @throws IllegalArgumentException if one of them is empty, or as {@link #parse} does
     */
    public static Dn ofToken(String issuer, String subject) {
        return ofParts(List.of("iss=" + TokenText.escape(issuer), "sub=" + TokenText.escape(subject)));
    }

    /** A value with a slash must not read as several parts, or two principals would have one name. */
    private static Dn ofParts(List<String> parts) {
        if (parts.stream().anyMatch(DnText::looksEscaped)) {
            throw new IllegalArgumentException("a value of a DN holds a backslash before a slash or plus sign");
        }
        Dn dn = new Dn("/" + String.join("/", parts));
        if (!dn.parts().equals(parts)) {
            throw new IllegalArgumentException("a value of a DN looks like another part of it");
        }
        return dn;
    }

    /** The parts, most significant first, each as {@code TYPE=value}. */
    public List<String> parts() {
        return DnText.splitSlashForm(value);
    }

    /**
     * The widest equivalence class of this name: case, blanks, compatibility characters and the order of parts do not
     * matter, and e-mail parts, which come and go between renewals, are left out unless there are no others.
     */
    public String widest() {
        return DnText.isPlain(value) ? WidestName.ofPlain(value) : widestOfParts();
    }

    /** As {@link #widest()}, whatever the name is made of. */
    String widestOfParts() {
        List<String> parts = parts();
        List<String> lasting =
                parts.stream().filter(part -> !part.startsWith("emailAddress=")).toList();
        return (lasting.isEmpty() ? parts : lasting)
                .stream().map(Dn::fold).sorted().collect(Collectors.joining("/"));
    }

    /** This name without the common names that proxy certificates append. */
    public Dn withoutProxyNames() {
        if (!PROXY_NAME
                .matcher(value)
                .region(value.lastIndexOf('/') + 1, value.length())
                .matches()) {
            return this;
        }
        List<String> parts = parts();
        int end = parts.size();
        while (end > 1 && PROXY_NAME.matcher(parts.get(end - 1)).matches()) {
            end--;
        }
        return end == parts.size() ? this : ofParts(parts.subList(0, end));
    }

    /** The host that it is the name of, if it is that of a host certificate: the end of its last part, in lower case. */
    public String hostName() {
        List<String> parts = parts();
        String last = parts.get(parts.size() - 1);
        return last.substring(Math.max(last.lastIndexOf('/'), last.indexOf('=')) + 1)
                .toLowerCase(Locale.ROOT);
    }

    /** Whether another principal could have this very text: a value other than the last one holds a slash. */
    public boolean isAmbiguous() {
        if (DnText.isPlain(value)) {
            return false;
        }
        List<String> parts = parts();
        return parts.stream().limit(parts.size() - 1L).anyMatch(part -> part.contains("/"));
    }

    /** Whether one word mixes alphabets, as names made to look like others do (UTS 39, section 5.1). */
    public boolean isConfusable() {
        return !DnText.isPlain(value) && parts().stream().anyMatch(DnText::mixesScripts);
    }

    /** The name in RFC 2253 form: least significant part first. */
    public String toRfc2253() {
        List<String> parts = new ArrayList<>(parts());
        Collections.reverse(parts);
        return parts.stream().map(DnText::escapeRfc2253).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return value;
    }

    private static String fold(String part) {
        int equals = part.indexOf('=');
        String text = Normalizer.normalize(part.substring(equals + 1), Normalizer.Form.NFKC);
        String blanksAsOne = BLANKS.matcher(text).replaceAll(" ").strip();
        String caseless = blanksAsOne.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return part.substring(0, equals).toLowerCase(Locale.ROOT) + "=" + caseless;
    }
}
