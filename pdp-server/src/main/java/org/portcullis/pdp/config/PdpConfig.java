package org.portcullis.pdp.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.portcullis.profile.VoName;

/** The configuration of one server. Each room is handed its own part. */
public record PdpConfig(
        Server server,
        Tls tls,
        ChainCache chainCache,
        InetSocketAddress health,
        Admin admin,
        Tokens tokens,
        Policy policy,
        Mapping mapping,
        Storage storage,
        List<ShadowOf> shadow) {
    /** Copies the list, which has one service at most. */
    public PdpConfig {
        shadow = List.copyOf(shadow);
    }

    /** Another service whose answers ours are held against; {@code queue} is how many may wait for that. */
    public record ShadowOf(URI url, Duration timeout, int queue, Path differences) {}

    /**
     * The decision port. {@code issuer} is the SAML issuer of answers; {@code perPeer} bounds what one caller has answered
     * at a time, {@code maxBodyBytes} a request.
     */
    public record Server(
            InetSocketAddress listen,
            String issuer,
            int threads,
            int perPeer,
            int maxBodyBytes,
            Codec codec,
            Waits waits) {}

    /** Whether usual messages are read and written by the hot codec, or all of them by the reference. */
    public enum Codec {
        HOT,
        REFERENCE
    }

    /**
     * How long a new connection may take to prove who calls, how long a connection may be silent, how long a shutdown waits
     * for answers under way, and how long at most a server that has started says that it is not ready yet (zero: never).
     */
    public record Waits(Duration handshake, Duration idle, Duration drain, Duration warmUp) {}

    /**
     * Host credential and trust anchors, all PEM; {@code trustDir} is a CA directory in grid layout, {@code vomsdir} holds
     * the LSC files of each VO. {@code legacyProxies}: proxies of before RFC 3820 are taken too. {@code reread} is the
     * pause between two looks at host credential and CA directory.
     */
    public record Tls(
            Path hostCert,
            Path hostKey,
            Path trustDir,
            CrlMode crls,
            Path vomsdir,
            boolean legacyProxies,
            Duration reread) {}

    /** How many verified chains are remembered, and for how long each at most. */
    public record ChainCache(int entries, Duration age) {}

    /** Whether a CA must have a valid CRL. */
    public enum CrlMode {
        REQUIRE,
        IF_VALID,
        IGNORE
    }

    /** The admin port, one address at most; without one there is no such port. */
    public record Admin(List<InetSocketAddress> listen) {
        /** Copies the list. */
        public Admin {
            listen = List.copyOf(listen);
        }
    }

    /** Who issues bearer tokens that are believed, and how long one may be made to live. */
    public record Tokens(List<TokenIssuer> issuers, Duration maxLifetime) {
        /** Copies the list. */
        public Tokens {
            issuers = List.copyOf(issuers);
        }
    }

    /**
     * One issuer of tokens, as they name it, and the VO it speaks for; {@code jwks} is a file or an https address with its
     * keys, {@code audience} whom its tokens may be for.
     */
    public record TokenIssuer(String issuer, VoName vo, URI jwks, Set<String> audience) {
        /** Copies the set. */
        public TokenIssuer {
            audience = Set.copyOf(audience);
        }
    }

    /**
     * What decides: the pack directory, the ban file and the list of PEPs; where bundles are kept, what becomes of a start
     * with a broken pack, and who must sign; and how bans reach every server.
     */
    public record Policy(
            Path pack, Path bans, Path peps, Path bundles, LastGood lastGood, Signing signing, Cluster cluster) {}

    /** Whether a start with a broken pack uses the one that was last in force. */
    public enum LastGood {
        USE,
        REFUSE
    }

    /** Public keys of those who may sign a bundle, PEM, and how many of them it takes; 0 takes any bundle. */
    public record Signing(List<Path> keys, int required) {
        /** Copies the list. */
        public Signing {
            keys = List.copyOf(keys);
        }
    }

    /** The same configuration with the pack of another directory. */
    public PdpConfig withPack(Path pack) {
        Policy other = new Policy(
                pack,
                policy.bans(),
                policy.peps(),
                policy.bundles(),
                policy.lastGood(),
                policy.signing(),
                policy.cluster());
        return new PdpConfig(server, tls, chainCache, health, admin, tokens, other, mapping, storage, shadow);
    }

    /**
     * How servers that share a ban store keep up with it: the pause between two looks, how old bans may be before nobody is
     * let in, and the health pages of all of them, whose names are looked up when they are asked.
     */
    public record Cluster(Duration banPoll, Duration maxBanStaleness, List<InetSocketAddress> health) {
        /** Copies the list. */
        public Cluster {
            health = List.copyOf(health);
        }
    }

    /** Who becomes which account: maps, and leases of pool accounts. */
    public record Mapping(MapsConfig maps, Leases leases) {}

    /** Where leases are kept, how long an unused one lasts (zero: for ever), and how long its account is then kept from others. */
    public record Leases(LeasePlace store, Duration leaseExpiry, Duration quarantine) {}

    /**
     * What is kept: the files of leases, where they are not elsewhere, and of bans, and the audit log; {@code auditSync} waits for the disk before an
     * answer leaves, {@code auditKey} signs where the log stands; {@code members} remembers for {@code membersKept} who came as a member of which VO.
     */
    public record Storage(
            Path leases,
            Path bans,
            Path audit,
            Path auditKey,
            boolean auditSync,
            AuditFiles auditFiles,
            Path pidFile,
            Path members,
            Duration membersKept) {}

    /**
     * What becomes of the files of the audit log, and of answers where there is no room for them. A file is closed at so many bytes or that age; a closed one
     * is kept whole for {@code auditKeep}, and then with pseudonyms for names for {@code auditPseudonyms}; zero is never, or for ever.
     */
    public record AuditFiles(
            int auditSegmentSize,
            Duration auditSegmentAge,
            OnFull auditOnFull,
            Duration auditKeep,
            Duration auditPseudonyms) {}

    /** What is done with an answer that cannot be recorded: it is a refusal, it waits for the disk first, or it leaves all the same. */
    public enum OnFull {
        DENY,
        BLOCK,
        DROP
    }
}
