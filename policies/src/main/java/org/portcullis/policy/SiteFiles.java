package org.portcullis.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.DataFile;
import org.portcullis.policy.facts.Freshness;
import org.portcullis.policy.facts.PilotRecords;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/**
 * The data files of a pack, all of which it must have: one that went missing must not switch a rule off. Not thread-safe:
 * one per load.
 */
final class SiteFiles {
    /** The key under which any of them says as of when its records are. */
    static final String AS_OF = "as-of";

    private final PackDirectory directory;
    private final Problems problems;
    private final Map<DataFile, Duration> maxStale;
    private final Map<DataFile, Instant> reliableUntil = new EnumMap<>(DataFile.class);

    /** Those in that directory; {@code maxStale} says how old which of them may be. */
    SiteFiles(PackDirectory directory, Map<DataFile, Duration> maxStale, Problems problems) {
        this.directory = directory;
        this.maxStale = maxStale;
        this.problems = problems;
    }

    /** Reads them; empty with problems noted if any cannot be read. */
    Optional<SiteData> read() {
        var vos = read(DataFile.VOS, VosYaml::parse);
        var proxies = read(DataFile.PROXIES, ProxiesYaml::parse);
        var owners = read(DataFile.OWNERS, OwnersYaml::parse);
        var frameworks = read(DataFile.FRAMEWORKS, FrameworksYaml::parse);
        var regimes = read(DataFile.REGIMES, RegimesYaml::parse);
        var peps = read(DataFile.PEPS, PepsYaml::parse);
        var roles = read(DataFile.ROLES, RolesYaml::parse);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        PilotRecords pilots = new PilotRecords(
                owners.orElseThrow(),
                frameworks.orElseThrow(),
                regimes.orElseThrow(),
                peps.orElseThrow(),
                roles.orElseThrow());
        Freshness freshness = new Freshness(reliableUntil);
        return Optional.of(new SiteData(vos.orElseThrow(), proxies.orElseThrow(), pilots, freshness));
    }

    private <T> Optional<T> read(DataFile data, BiFunction<YamlMapping, Problems, T> reader) {
        return directory
                .read(data.path())
                .flatMap(file -> YamlMapping.parse(file, problems).map(yaml -> {
                    noteAge(data, file, yaml);
                    return reader.apply(yaml, problems);
                }));
    }

    private void noteAge(DataFile data, PackFile file, YamlMapping yaml) {
        Optional<Instant> asOf = yaml.text(AS_OF).map(this::moment);
        Optional<Duration> limit = Optional.ofNullable(maxStale.get(data));
        if (limit.isPresent() && asOf.isEmpty()) {
            problems.add(file.at(1, 1), "`as-of` is missing: pack.yaml says how old this file may be");
        }
        asOf.ifPresent(moment -> limit.ifPresent(age -> reliableUntil.put(data, moment.plus(age))));
    }

    private Instant moment(Text text) {
        return new DataValues(problems).firstMoment(text);
    }
}
