package org.portcullis.client.cli;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Subject;
import picocli.CommandLine.Option;

/** The options that say whose work it is and which pilot brought it. Filled by picocli, then only read. */
final class IdentityOptions {
    private enum ConnectAs {
        PAYLOAD,
        PILOT
    }

    @Option(
            names = "--payload-proxy",
            paramLabel = "FILE",
            description =
                    "Proxy of the payload's owner, with its key: we connect with it, unless --cert or --connect-as.")
    private @Nullable Path payloadProxy;

    @Option(names = "--dn", paramLabel = "DN", description = "The payload's owner, when there is no proxy.")
    private @Nullable Dn dn;

    @Option(names = "--fqan", paramLabel = "FQAN", description = "With --dn; repeatable, the first one is primary.")
    private List<Fqan> fqans = List.of();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Bearer token of the payload's owner; open to its owner only.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--pilot-proxy",
            paramLabel = "FILE",
            description = "Proxy of the pilot; our own unless given, if it is not the payload's.")
    private @Nullable Path pilotProxy;

    @Option(
            names = "--connect-as",
            paramLabel = "WHO",
            defaultValue = "payload",
            description = {
                "With --payload-proxy: payload, which proves that it asked, and the pilot's chain is shown;",
                "or pilot, for servers that take its word. ${DEFAULT-VALUE} unless given."
            })
    private ConnectAs connectAs = ConnectAs.PAYLOAD;

    @Option(names = "--pilot-dn", paramLabel = "DN", description = "The pilot's owner, when there is no proxy.")
    private @Nullable Dn pilotDn;

    @Option(names = "--pilot-fqan", paramLabel = "FQAN", description = "With --pilot-dn; repeatable.")
    private List<Fqan> pilotFqans = List.of();

    /** What is wrong with the combination of options, if anything. */
    Optional<String> objection() {
        if (Stream.of(payloadProxy, dn, tokenFile).filter(Objects::nonNull).count() > 1
                || (dn == null && !fqans.isEmpty())) {
            return Optional.of("say either --payload-proxy, or --token-file, or --dn with its --fqan");
        }
        if ((pilotProxy != null && pilotDn != null) || (pilotDn == null && !pilotFqans.isEmpty())) {
            return Optional.of("say either --pilot-proxy, or --pilot-dn with its --pilot-fqan");
        }
        return Optional.empty();
    }

    /** Whether the proxy of the payload is to be connected with; a pilot that has no chain to show has to call itself. */
    boolean payloadConnects() {
        return payloadProxy != null && pilotDn == null && connectAs == ConnectAs.PAYLOAD;
    }

    GridCredential payloadCredential() throws GeneralSecurityException {
        try {
            return GridCredential.ofProxyFile(Objects.requireNonNull(payloadProxy));
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(e.getMessage() + "; without its key say --connect-as pilot", e);
        }
    }

    /** The pilot that a payload shows; none if that would be itself. */
    Optional<Pilot> shownPilot(CertificateChain payload, Path own) throws GeneralSecurityException {
        CertificateChain chain = CertificateChain.ofFile(pilotProxy == null ? own : pilotProxy);
        return chain.equals(payload) ? Optional.empty() : Optional.of(chain.asShownPilot());
    }

    Subject subject(CertificateChain own) throws GeneralSecurityException {
        if (dn != null) {
            return new Subject(dn, fqans, Set.of(), new Credential.Bare(), Set.of());
        }
        if (tokenFile != null) {
            return TokenFile.read(tokenFile);
        }
        if (payloadProxy == null && !own.isProxy()) {
            throw new GeneralSecurityException("say whose work it is: --payload-proxy, --token-file or --dn");
        }
        return payloadChain(own).asSubject();
    }

    /** Whoever is asked about, if we hold its key; us otherwise. */
    GridCredential signer(GridCredential own) throws GeneralSecurityException {
        return payloadProxy == null ? own : GridCredential.ofProxyFile(payloadProxy);
    }

    Optional<Pilot> pilot(CertificateChain own) throws GeneralSecurityException {
        if (pilotDn != null) {
            return Optional.of(new Pilot(pilotDn, pilotFqans, Set.of(), Set.of()));
        }
        if (pilotProxy != null) {
            return Optional.of(CertificateChain.ofFile(pilotProxy).asPilot());
        }
        boolean broughtByUs = own.isProxy()
                && (dn != null || tokenFile != null || !payloadChain(own).equals(own));
        return broughtByUs ? Optional.of(own.asPilot()) : Optional.empty();
    }

    private CertificateChain payloadChain(CertificateChain own) throws GeneralSecurityException {
        return payloadProxy == null ? own : CertificateChain.ofFile(payloadProxy);
    }
}
