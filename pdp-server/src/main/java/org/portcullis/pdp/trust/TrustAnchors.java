package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.StoreUpdateListener;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.profile.Doubt;

/**
 * One reading of a CA directory, which nothing changes any more: made from a copy in which every file that cannot be used
 * is the one that was used before, if there was one. Thread-safe.
 */
final class TrustAnchors {
    private static final long NEVER = -1;

    private final CaFiles files;
    private final Path copy;
    private final OpensslCertChainValidator validator;
    private final Set<String> broken;
    private final RevocationLists lists;

    private TrustAnchors(CaFiles files, Path copy, OpensslCertChainValidator validator, Set<String> broken)
            throws IOException {
        this.files = files;
        this.copy = copy;
        this.validator = validator;
        this.broken = Set.copyOf(broken);
        lists = RevocationLists.in(copy);
    }

    /**
     * Reads the files; in the place of what cannot be used stands what {@code before}, the directory of an earlier copy or
     * an empty one, holds under that name.
     */
    static TrustAnchors read(CaFiles files, Path before, RevocationParameters revocation) throws IOException {
        Path copy = Files.createTempDirectory("portcullis-trust");
        try {
            return read(files, before, copy, revocation);
        } catch (IOException | RuntimeException e) {
            remove(copy);
            throw e;
        }
    }

    private static TrustAnchors read(CaFiles files, Path before, Path copy, RevocationParameters revocation)
            throws IOException {
        Set<String> broken = new TreeSet<>(files.copyTo(copy));
        OpensslCertChainValidator validator;
        try {
            validator = validator(copy, revocation, broken);
        } catch (RuntimeException e) {
            for (String name : unbearable(copy, revocation)) {
                broken.add(name);
                Files.delete(copy.resolve(name));
            }
            validator = validator(copy, revocation, broken);
        }
        boolean changed = false;
        for (String name : broken) {
            changed |= restore(before.resolve(name), copy.resolve(name));
        }
        for (Path list : listsOfNobody(copy)) {
            Files.delete(list);
            changed = true;
        }
        return new TrustAnchors(
                files, copy, changed ? validator(copy, revocation, new TreeSet<>()) : validator, broken);
    }

    /** Revocation lists without the certificate of their CA, at which canl throws. */
    private static List<Path> listsOfNobody(Path copy) throws IOException {
        try (Stream<Path> list = Files.list(copy)) {
            List<Path> files = list.toList();
            Set<String> certified = files.stream()
                    .filter(file -> file.toString().matches(".*\\.[0-9]+"))
                    .map(TrustAnchors::hash)
                    .collect(Collectors.toSet());
            return files.stream()
                    .filter(file -> file.toString().matches(".*\\.r[0-9]+"))
                    .filter(file -> !certified.contains(hash(file)))
                    .toList();
        }
    }

    private static String hash(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    /**
     * The files at which canl throws instead of leaving them out, such as namespaces of an issuer that it cannot name. It reads
     * the policies of CAs that are there only, so the certificates come first.
     */
    private static List<String> unbearable(Path copy, RevocationParameters revocation) throws IOException {
        Path tried = Files.createTempDirectory("portcullis-trust");
        try (Stream<Path> files = Files.list(copy)) {
            List<String> unbearable = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                Path one = Files.copy(file, tried.resolve(file.getFileName()));
                try {
                    validator(tried, revocation, new TreeSet<>()).dispose();
                } catch (RuntimeException e) {
                    unbearable.add(file.getFileName().toString());
                    Files.delete(one);
                }
            }
            return unbearable;
        } finally {
            remove(tried);
        }
    }

    private static boolean restore(Path good, Path broken) throws IOException {
        Files.deleteIfExists(broken);
        if (Files.exists(good)) {
            Files.copy(good, broken);
            return true;
        }
        return false;
    }

    /** A CA without signing policy and without namespaces may sign nobody: else a broken file would let it sign all. */
    private static OpensslCertChainValidator validator(
            Path directory, RevocationParameters revocation, Set<String> broken) {
        StoreUpdateListener listener = (location, type, severity, cause) -> {
            String name = location.substring(location.lastIndexOf('/') + 1);
            if (severity == StoreUpdateListener.Severity.ERROR && Files.exists(directory.resolve(name))) {
                broken.add(name);
            }
        };
        return new OpensslCertChainValidator(
                directory.toString(),
                true,
                NamespaceCheckingMode.GLOBUS_EUGRIDPMA_REQUIRE,
                NEVER,
                new ValidatorParams(revocation, ProxySupport.ALLOW, List.of(listener)),
                false);
    }

    /** What is wrong with a chain, leaf first, up to its root; nothing if it is valid here and now. */
    Optional<Doubt> objection(X509Certificate... chain) {
        PathToRoot path = new PathToRoot(anchor -> validator.validate(new X509Certificate[] {anchor}));
        return path.objection(validator.validate(chain))
                .map(doubt -> doubt == Doubt.CREDENTIAL_UNVERIFIABLE && !lists.coverAll(chain)
                        ? Doubt.REVOCATION_UNKNOWN
                        : doubt);
    }

    /** How many CAs are trusted. */
    int size() {
        return validator.getTrustedIssuers().length;
    }

    CaFiles files() {
        return files;
    }

    /** The names of the files that cannot be used. */
    Set<String> broken() {
        return broken;
    }

    /** Where the copy is. */
    Path copy() {
        return copy;
    }

    /** Removes the copy, which is needed for the next reading only. */
    void forgetCopy() throws IOException {
        remove(copy);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> names = Files.list(directory)) {
            for (Path file : names.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
