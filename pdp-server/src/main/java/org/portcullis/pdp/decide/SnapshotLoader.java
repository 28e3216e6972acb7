package org.portcullis.pdp.decide;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.portcullis.pdp.ban.BanSource;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.config.PepListReader;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.PolicyPack;

/** Files and the ban store to {@link PolicySnapshot}: all files good, or none of them used. */
public final class SnapshotLoader {
    private final PdpConfig.Policy policy;
    private final PdpConfig.Mapping mapping;
    private final BanSource bans;

    public SnapshotLoader(PdpConfig config, BanStore store, InstantSource clock) {
        policy = config.policy();
        mapping = config.mapping();
        bans = new BanSource(policy.bans(), store, clock);
    }

    /**
     * Builds a snapshot from what is on disk now.
     *
     * @throws ConfigException with every problem of every file
     */
    public Loading load(long epoch) {
        List<String> problems = new ArrayList<>();
        Optional<BanSource.Loaded> banned = attempt(bans::load, problems);
        return load(epoch, banned, problems);
    }

    /**
     * As {@link #load(long)}, with bans that were read already.
     *
     * @throws ConfigException with every problem of every file
     */
    Loading load(long epoch, BanSource.Loaded banned) {
        return load(epoch, Optional.of(banned), new ArrayList<>());
    }

    private Loading load(long epoch, Optional<BanSource.Loaded> banned, List<String> problems) {
        String digest = digest();
        Optional<PepList> peps = attempt(() -> PepListReader.read(policy.peps()), problems);
        Optional<PolicyPack> pack = attempt(() -> PackLoader.load(policy.pack()), problems);
        Optional<MappingRules> rules = attempt(this::mappingRules, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        BanSource.Loaded found = banned.orElseThrow();
        PolicySnapshot snapshot =
                new PolicySnapshot(peps.orElseThrow(), found.bans(), pack.orElseThrow(), rules.orElseThrow(), epoch);
        return new Loading(snapshot, digest, found.problems());
    }

    /** Where the bans of every snapshot come from. */
    BanSource bans() {
        return bans;
    }

    /** When the ban store was last read: every ban set before is known. */
    public Instant bansReadAt() {
        return bans.storeReadAt();
    }

    /** The digest of every file that a snapshot is made from, bans aside. */
    String digest() {
        PdpConfig.MapFiles files = mapping.files();
        return FilesDigest.of(
                List.of(policy.pack(), policy.peps(), files.accounts(), files.groups(), files.passwd(), files.group()));
    }

    private MappingRules mappingRules() {
        PdpConfig.MapFiles files = mapping.files();
        return MappingRules.load(
                new MappingFiles(files.accounts(), files.groups(), files.passwd(), files.group()),
                new AccountLimits(mapping.minUid(), mapping.minGid(), mapping.forbidden()));
    }

    private <T> Optional<T> attempt(Supplier<T> loading, List<String> problems) {
        try {
            return Optional.of(loading.get());
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        } catch (PackException e) {
            e.problems().forEach(problem -> problems.add(policy.pack() + "/" + problem));
        } catch (MappingException e) {
            problems.addAll(e.problems());
        }
        return Optional.empty();
    }
}
