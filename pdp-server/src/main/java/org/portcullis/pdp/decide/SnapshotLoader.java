package org.portcullis.pdp.decide;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.portcullis.pdp.ban.BanSource;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.PackSource;
import org.portcullis.pdp.config.CallerLists;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.config.PepListReader;
import org.portcullis.pdp.context.PilotMemory;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.pdp.mapping.MappingRules;

/** Files and the ban store to {@link PolicySnapshot}: all files good, or none of them used. */
public final class SnapshotLoader {
    private final PdpConfig.Policy policy;
    private final PdpConfig.Mapping mapping;
    private final BanSource bans;
    private final PackSource packs;
    private final PilotMemory pilots = new PilotMemory();

    /**
     * Reads the keys of those who may sign policy.
     *
     * @throws ConfigException if one of them cannot be read
     */
    public SnapshotLoader(PdpConfig config, BanStore store, InstantSource clock) {
        policy = config.policy();
        mapping = config.mapping();
        bans = new BanSource(policy.bans(), store, clock);
        packs = new PackSource(policy);
    }

    /**
     * Builds a snapshot from what is on disk now.
     *
     * @throws ConfigException with every problem of every file
     */
    public Loading load(long epoch) {
        return load(epoch, packs::read);
    }

    /**
     * As {@link #load(long)}, for a server that starts: where the pack is broken, with the one that was last in force.
     *
     * @throws ConfigException with every problem of every file
     */
    public Loading start(long epoch) {
        return load(epoch, packs::readForStart);
    }

    private Loading load(long epoch, Function<PackSource.Place, PackSource.Found> reading) {
        List<String> problems = new ArrayList<>();
        Optional<BanSource.Loaded> banned = attempt(bans::load, problems);
        return load(epoch, banned, reading, problems);
    }

    /**
     * As {@link #load(long)}, for a server that runs, with bans that were read already.
     *
     * @throws ConfigException with every problem of every file
     */
    Loading load(long epoch, BanSource.Loaded banned) {
        return load(epoch, Optional.of(banned), packs::readForService, new ArrayList<>());
    }

    private Loading load(
            long epoch,
            Optional<BanSource.Loaded> banned,
            Function<PackSource.Place, PackSource.Found> reading,
            List<String> problems) {
        PackSource.Place place = packs.locate();
        String digest = digest(place);
        Optional<CallerLists> callers = attempt(() -> PepListReader.readAll(policy.peps()), problems);
        Optional<PackSource.Found> pack = attempt(() -> reading.apply(place), problems);
        Optional<MappingRules> rules = attempt(this::mappingRules, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        PackSource.Found found = pack.orElseThrow();
        BanSource.Loaded listed = banned.orElseThrow();
        PolicySnapshot snapshot = new PolicySnapshot(
                callers.orElseThrow().peps().remembering(pilots),
                callers.orElseThrow().admins(),
                listed.bans(),
                found.pack(),
                rules.orElseThrow(),
                epoch);
        problems.addAll(listed.problems());
        problems.addAll(found.problems());
        return new Loading(snapshot, found.problems().isEmpty() ? digest : Loading.NONE, found.place(), problems);
    }

    /** Keeps a copy of the pack of a snapshot that was put in force, unless its files have changed since. */
    void remember(Loading inForce) {
        if (digest(inForce.place()).equals(inForce.digest())) {
            packs.remember(inForce.place());
        }
    }

    /** Where the bans of every snapshot come from. */
    BanSource bans() {
        return bans;
    }

    /** What every snapshot remembers of the pilots that called. */
    public PilotMemory pilots() {
        return pilots;
    }

    /** When the ban store was last read: every ban set before is known. */
    public Instant bansReadAt() {
        return bans.storeReadAt();
    }

    /** The digest of every file that a snapshot is made from, bans aside. */
    String digest() {
        return digest(packs.locate());
    }

    private String digest(PackSource.Place place) {
        List<Path> read = new ArrayList<>(List.of(place.directory(), policy.peps()));
        read.addAll(SiteMaps.of(mapping.maps()).files().all());
        return FilesDigest.of(read);
    }

    private MappingRules mappingRules() {
        return mappingRules(mapping);
    }

    /**
     * The mapping alone, as it is on disk now.
     *
     * @throws MappingException with everything that is wrong with it
     */
    public static MappingRules mappingRules(PdpConfig.Mapping mapping) {
        SiteMaps maps = SiteMaps.of(mapping.maps());
        return MappingRules.load(maps.files(), maps.terms());
    }

    private static <T> Optional<T> attempt(Supplier<T> loading, List<String> problems) {
        try {
            return Optional.of(loading.get());
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        } catch (BundleException e) {
            problems.addAll(e.problems());
        } catch (MappingException e) {
            problems.addAll(e.problems());
        }
        return Optional.empty();
    }
}
