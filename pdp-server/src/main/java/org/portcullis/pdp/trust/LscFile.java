package org.portcullis.pdp.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.portcullis.profile.Dn;

/**
 * One LSC file: the names of VOMS servers that may speak for a VO. Each of its chains is a server's subject, its issuer,
 * that issuer's issuer and so on, one name on a line; a line of dashes and {@code NEXT CHAIN} stands between chains.
 */
record LscFile(List<List<Dn>> chains) {
    private static final int LONGEST_FILE = 64 << 10;
    private static final Pattern NEXT_CHAIN = Pattern.compile("(?m)^\\s*-+\\s*NEXT CHAIN\\s*-+\\s*$");

    LscFile {
        chains = chains.stream().map(List::copyOf).toList();
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is unreadable, too long or not UTF-8
     * @throws IllegalArgumentException as {@link #parse} does
     */
    static LscFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
            throw new IOException("not a regular file of at most 64 KiB");
        }
        return parse(Files.readString(file));
    }

    /**
     * Reads the text of a file.
     *
     * @throws IllegalArgumentException if a chain is not made of at least two names
     */
    static LscFile parse(String text) {
        List<List<Dn>> chains = new ArrayList<>();
        for (String chain : NEXT_CHAIN.split(text, -1)) {
            List<Dn> names = chain.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Dn::parse)
                    .toList();
            if (names.size() < 2) {
                throw new IllegalArgumentException(
                        "a chain is a subject and at least one issuer, each on its own line");
            }
            chains.add(names);
        }
        return new LscFile(chains);
    }

    /** Whether certificates, the server's own one first, begin with one of the chains. */
    boolean names(List<X509Certificate> certificates) {
        return chains.stream().anyMatch(chain -> begins(chain, certificates));
    }

    private static boolean begins(List<Dn> chain, List<X509Certificate> certificates) {
        int links = chain.size() - 1;
        return certificates.size() >= links
                && IntStream.range(0, links).allMatch(i -> links(chain.get(i), chain.get(i + 1), certificates.get(i)));
    }

    private static boolean links(Dn subject, Dn issuer, X509Certificate certificate) {
        return Dn.of(certificate.getSubjectX500Principal()).equals(subject)
                && Dn.of(certificate.getIssuerX500Principal()).equals(issuer);
    }
}
