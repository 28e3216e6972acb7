package org.portcullis.policy;

import java.util.Optional;
import java.util.function.BiFunction;
import org.portcullis.policy.facts.PilotRecords;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** The data files of a pack, all of which it must have: one that went missing must not switch a rule off. */
record SiteFiles(PackDirectory directory, Problems problems) {
    /** Reads them; empty with problems noted if any cannot be read. */
    Optional<SiteData> read() {
        var vos = read(VosYaml.FILE, VosYaml::parse);
        var proxies = read(ProxiesYaml.FILE, ProxiesYaml::parse);
        var owners = read(OwnersYaml.FILE, OwnersYaml::parse);
        var frameworks = read(FrameworksYaml.FILE, FrameworksYaml::parse);
        var regimes = read(RegimesYaml.FILE, RegimesYaml::parse);
        var peps = read(PepsYaml.FILE, PepsYaml::parse);
        var roles = read(RolesYaml.FILE, RolesYaml::parse);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        PilotRecords pilots = new PilotRecords(
                owners.orElseThrow(),
                frameworks.orElseThrow(),
                regimes.orElseThrow(),
                peps.orElseThrow(),
                roles.orElseThrow());
        return Optional.of(new SiteData(vos.orElseThrow(), proxies.orElseThrow(), pilots));
    }

    private <T> Optional<T> read(String name, BiFunction<PackFile, Problems, T> reader) {
        return directory.read(name).map(file -> reader.apply(file, problems));
    }
}
