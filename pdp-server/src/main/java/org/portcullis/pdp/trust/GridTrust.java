package org.portcullis.pdp.trust;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.proxy.ProxyUtils;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trust anchors of a CA directory in grid layout, with CRLs, signing policies and namespaces. A file that cannot be
 * used leaves what it said before in force, and costs its CA only if it said nothing before. Accepts end-entity
 * certificates and RFC 3820 proxies that pass the {@link ChainGate} and whose path leads up to a root of that directory.
 * Thread-safe.
 */
public final class GridTrust implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GridTrust.class);

    private final Path directory;
    private final RevocationParameters revocation;
    private final ChainGate gate;
    /** Written by whoever holds the lock of {@link #reread}. */
    private volatile TrustAnchors anchors;
    /** Why the directory as a whole could not be read again; empty if it could. Written like {@link #anchors}. */
    private volatile String problem = "";
    /** How often another reading came in force. Written like {@link #anchors}. */
    private volatile long epoch = 1;

    private GridTrust(Path directory, RevocationParameters revocation, TrustAnchors anchors, ChainGate gate) {
        this.directory = directory;
        this.revocation = revocation;
        this.anchors = anchors;
        this.gate = gate;
    }

    /**
     * Opens a CA directory. A CA that cannot be read is left out; it costs its own people only.
     *
     * @throws IOException if no CA at all could be read
     */
    public static GridTrust open(Path directory, CrlMode crls) throws IOException {
        return open(directory, crls, false);
    }

    /**
     * As {@link #open(Path, CrlMode)}; accepts the proxies of before RFC 3820 too if {@code legacyProxies}.
     *
     * @throws IOException if no CA at all could be read
     */
    public static GridTrust open(Path directory, CrlMode crls, boolean legacyProxies) throws IOException {
        var revocation = new RevocationParameters(checking(crls), new OCSPParametes(OCSPCheckingMode.IGNORE));
        TrustAnchors first = read(directory, directory.resolve("before the first"), revocation);
        GridTrust opened = new GridTrust(directory, revocation, first, new ChainGate(legacyProxies));
        opened.tellOf(first.broken());
        return opened;
    }

    private static TrustAnchors read(Path directory, Path before, RevocationParameters revocation) throws IOException {
        CaFiles files;
        try {
            files = CaFiles.in(directory);
        } catch (NotDirectoryException | NoSuchFileException e) {
            throw new IOException(directory + " holds no CA certificate named <hash>.0", e);
        }
        TrustAnchors read = TrustAnchors.read(files, before, revocation);
        if (read.size() == 0) {
            read.forgetCopy();
            throw new IOException(directory + " holds no CA certificate named <hash>.0 that can be used");
        }
        return read;
    }

    /** Takes the files as they are on disk now; a directory that holds no usable CA any more leaves everything as it was. */
    public synchronized void reread() {
        TrustAnchors before = anchors;
        try {
            if (!CaFiles.in(directory).equals(before.files())) {
                TrustAnchors next = read(directory, before.copy(), revocation);
                anchors = next;
                epoch = epoch + 1;
                before.forgetCopy();
                LOG.info(
                        "trust anchors loaded cas={} broken={} epoch={}",
                        next.size(),
                        next.broken().size(),
                        epoch);
                if (!next.broken().equals(before.broken())) {
                    tellOf(next.broken());
                }
            }
            problem = "";
        } catch (IOException e) {
            if (!e.toString().equals(problem)) {
                LOG.error("trust anchors not read again, those in force stay error={}", e.toString());
            }
            problem = e.toString();
        }
    }

    private void tellOf(Set<String> broken) {
        broken.forEach(name -> LOG.error("trust anchor file cannot be used file={}", directory.resolve(name)));
    }

    private static CrlCheckingMode checking(CrlMode crls) {
        return switch (crls) {
            case REQUIRE -> CrlCheckingMode.REQUIRE;
            case IF_VALID -> CrlCheckingMode.IF_VALID;
            case IGNORE -> CrlCheckingMode.IGNORE;
        };
    }

    /** How many CAs are trusted now. */
    public int anchors() {
        return anchors.size();
    }

    /** Goes up whenever CAs, CRLs or namespaces changed: what was verified before holds no longer. */
    public long epoch() {
        return epoch;
    }

    /** The files of the CA directory that cannot be used, by name. */
    public Set<String> broken() {
        return anchors.broken();
    }

    /** What is wrong with the CA directory, one line each. */
    public List<String> problems() {
        return Stream.concat(
                        Stream.of(problem).filter(text -> !text.isEmpty()),
                        broken().stream().sorted().map(name -> directory.resolve(name) + " cannot be used"))
                .toList();
    }

    /** What the chain of a person or service, leaf first, proves now; clocks may differ by minutes. */
    public ChainVerdict verify(List<X509Certificate> chain) {
        return judge(chain, gate::admitsClient);
    }

    /** As {@link #verify(List)}, and nothing once a certificate's time is over at {@code at}. */
    public ChainVerdict verify(List<X509Certificate> chain, Instant at) {
        ChainVerdict verdict = verify(chain);
        boolean over = chain.stream()
                .anyMatch(certificate -> certificate.getNotAfter().toInstant().isBefore(at));
        return over && verdict instanceof ChainVerdict.Proven
                ? new ChainVerdict.Refused(Doubt.CREDENTIAL_EXPIRED)
                : verdict;
    }

    /** As {@link #verify}, for a server that signs something: it need not be good for opening connections. */
    ChainVerdict verifyServer(List<X509Certificate> chain) {
        return judge(chain, gate::admits);
    }

    private ChainVerdict judge(List<X509Certificate> chain, Predicate<List<X509Certificate>> admission) {
        try {
            if (!admission.test(chain)) {
                return new ChainVerdict.Refused(Doubt.CREDENTIAL_INVALID);
            }
            X509Certificate[] array = chain.toArray(X509Certificate[]::new);
            return anchors.objection(array)
                    .<ChainVerdict>map(ChainVerdict.Refused::new)
                    .orElseGet(() -> new ChainVerdict.Proven(holder(array)));
        } catch (RuntimeException e) {
            return new ChainVerdict.Refused(Doubt.CREDENTIAL_INVALID);
        }
    }

    /** The name of the end entity behind a chain, which may start with proxies. Checks nothing. */
    public static Dn holder(X509Certificate... chain) {
        X509Certificate endEntity = ProxyUtils.getEndUserCertificate(chain);
        X509Certificate named = endEntity == null ? chain[0] : endEntity;
        return Dn.of(named.getSubjectX500Principal());
    }

    /** Whether a chain starts with a proxy. Checks nothing. */
    public static boolean isProxy(X509Certificate... chain) {
        return ProxyUtils.isProxy(chain[0]);
    }

    @Override
    public void close() {
        try {
            anchors.forgetCopy();
        } catch (IOException e) {
            LOG.warn("copy of the trust anchors not removed error={}", e.toString());
        }
    }
}
