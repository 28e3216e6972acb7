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
    private static final Pattern NEXT_CHAIN = Pattern.compile("\\s*-+\\s*NEXT CHAIN\\s*-+\\s*");

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
     * @throws IllegalArgumentException if a chain is not made of at least two names; the message starts with line and column
     */
    static LscFile parse(String text) {
        List<List<Dn>> chains = new ArrayList<>();
        List<Dn> names = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (NEXT_CHAIN.matcher(line).matches()) {
                chains.add(chain(names, number));
                names.clear();
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                names.add(name(line, number));
            }
        }
        chains.add(chain(names, Math.max(1, number)));
        return new LscFile(chains);
    }

    private static Dn name(String line, int number) {
        try {
            return Dn.parse(line.strip());
        } catch (IllegalArgumentException e) {
            int column = line.length() - line.stripLeading().length() + 1;
            throw new IllegalArgumentException(number + ":" + column + ": " + e.getMessage(), e);
        }
    }

    private static List<Dn> chain(List<Dn> names, int end) {
        if (names.size() < 2) {
            throw new IllegalArgumentException(
                    end + ":1: a chain is a subject and at least one issuer, each on its own line");
        }
        return List.copyOf(names);
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
