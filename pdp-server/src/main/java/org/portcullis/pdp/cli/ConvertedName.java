package org.portcullis.pdp.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.policy.source.Spelling;
import org.portcullis.profile.Dn;
import org.portcullis.profile.DnForms;

/** A name in every form: as it was given, as it is read, its DER in hex (empty if there is none), and notes on it. */
record ConvertedName(String input, Dn dn, String der, List<String> notes) {
    private static final Pattern PEM = Pattern.compile("(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----");
    private static final int CUT = 200;
    private static final int MAX_BYTES = 1 << 20;
    private static final Set<String> TYPES = Set.of(
            "CN",
            "C",
            "O",
            "OU",
            "DC",
            "L",
            "ST",
            "STREET",
            "UID",
            "SN",
            "GN",
            "emailAddress",
            "serialNumber",
            "title");
    private static final Set<String> TOKEN_TYPES = Set.of("iss", "sub");

    ConvertedName {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a name in slash form or as RFC 2253 has it.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static ConvertedName ofText(String text) {
        Dn dn = parse(text);
        List<String> notes = notes(dn);
        String first = dn.parts().get(dn.parts().size() - 1);
        if (!text.startsWith("/") && (first.startsWith("C=") || first.startsWith("DC="))) {
            notes.add("the least significant part comes first in RFC 2253, and here it is a country or a domain: "
                    + "did you mean " + cut("/" + String.join("/", reversed(dn))) + "?");
        }
        return new ConvertedName(text, dn, new DnForms(dn).der().orElse(""), notes);
    }

    /**
     * Reads the name of the owner of a certificate or a proxy.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static ConvertedName ofFile(Path file) {
        X509Certificate[] chain = chain(file);
        Dn dn = GridTrust.holder(chain);
        List<String> notes = notes(dn);
        if (GridTrust.isProxy(chain)) {
            notes.add("the file begins with a proxy; this is the name of its owner");
        }
        String der = Stream.of(chain)
                .map(X509Certificate::getSubjectX500Principal)
                .filter(subject -> DnForms.isOf(subject, dn))
                .findFirst()
                .map(DnForms::hex)
                .orElse("");
        return new ConvertedName(file.toString(), dn, der, notes);
    }

    /** Whether two people could have this text as their name. */
    boolean isAmbiguous() {
        return dn.isAmbiguous() || dn.isConfusable();
    }

    /** The forms by name, in the order in which they are shown. */
    Map<String, Object> fields() {
        DnForms forms = new DnForms(dn);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("input", input);
        fields.put("canonical", dn.value());
        fields.put("openssl", forms.openssl());
        fields.put("globus", forms.globus());
        fields.put("rfc2253", dn.toRfc2253());
        fields.put("widest", dn.widest());
        fields.put("gridmapdir", forms.gridmapdir());
        fields.put("der", der);
        fields.put("ambiguous", isAmbiguous());
        fields.put("notes", notes);
        return fields;
    }

    private static Dn parse(String text) {
        try {
            return Dn.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    cut(text) + " is no name (" + e.getMessage() + "): write /C=XX/CN=Jane Doe or CN=Jane Doe,C=XX", e);
        }
    }

    private static List<String> notes(Dn dn) {
        List<String> notes = new ArrayList<>();
        if (dn.isAmbiguous()) {
            notes.add(
                    "a value before the last one holds a slash: a name with one part more reads the same, and is refused");
        }
        if (dn.isConfusable()) {
            notes.add("one word mixes alphabets, as names made to look like others do, and is refused");
        }
        if (!dn.withoutProxyNames().equals(dn)) {
            notes.add("ends in names that proxies append; its owner is "
                    + cut(dn.withoutProxyNames().value()));
        }
        dn.parts().stream()
                .map(part -> part.substring(0, part.indexOf('=')))
                .filter(type -> !TYPES.contains(type) && !TOKEN_TYPES.contains(type) && !type.contains("."))
                .distinct()
                .forEach(type -> notes.add("type `" + type + "` is not known" + Spelling.hint(type, TYPES)));
        return notes;
    }

    private static List<String> reversed(Dn dn) {
        List<String> parts = new ArrayList<>(dn.parts());
        Collections.reverse(parts);
        return parts;
    }

    private static X509Certificate[] chain(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            X509Certificate[] chain = certificates(bytes);
            if (chain.length == 0) {
                throw new IllegalArgumentException("holds no certificate: give a PEM or DER file");
            }
            return chain;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("is no certificate: give a PEM or DER file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: check path and mode", e);
        }
    }

    /** Of a PEM file the certificates alone: proxy files hold a key too. */
    private static X509Certificate[] certificates(byte[] bytes) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        String blocks = PEM.matcher(new String(bytes, ISO_8859_1))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
        byte[] certificates = blocks.isEmpty() ? bytes : blocks.getBytes(ISO_8859_1);
        return factory.generateCertificates(new ByteArrayInputStream(certificates)).stream()
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
    }

    private static String cut(String text) {
        return "`" + Rows.printable(text.length() > CUT ? text.substring(0, CUT) + "…" : text) + "`";
    }
}
