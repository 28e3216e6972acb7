package org.portcullis.pdp.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.portcullis.pdp.ban.BanFileReader;
import org.portcullis.pdp.ban.BanList;
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

/** Files to {@link PolicySnapshot}: all of them good, or none of them used. */
public final class SnapshotLoader {
    private final PdpConfig.Policy policy;
    private final PdpConfig.Mapping mapping;

    public SnapshotLoader(PdpConfig config) {
        policy = config.policy();
        mapping = config.mapping();
    }

    /**
     * Builds a snapshot from what is on disk now.
     *
     * @throws ConfigException with every problem of every file
     */
    public PolicySnapshot load(long epoch) {
        List<String> problems = new ArrayList<>();
        Optional<PepList> peps = attempt(() -> PepListReader.read(policy.peps()), problems);
        Optional<BanList> bans = attempt(() -> new BanList(BanFileReader.read(policy.bans())), problems);
        Optional<PolicyPack> pack = attempt(() -> PackLoader.load(policy.pack()), problems);
        Optional<MappingRules> rules = attempt(this::mappingRules, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new PolicySnapshot(
                peps.orElseThrow(), bans.orElseThrow(), pack.orElseThrow(), rules.orElseThrow(), epoch);
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
