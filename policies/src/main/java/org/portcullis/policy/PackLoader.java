package org.portcullis.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.engine.XacmlEngine;
import org.portcullis.policy.facts.DataFile;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** The way from a directory to a pack, and the only place where policies are read from disk. */
public final class PackLoader {
    private PackLoader() {}

    /**
     * Reads, checks and compiles the pack in that directory. A pack is used whole or not at all.
     *
     * @throws PackException if anything is wrong with it, with every problem found
     */
    public static PolicyPack load(Path directory) {
        Problems problems = new Problems();
        PackDirectory files = new PackDirectory(directory, problems);
        Optional<PackYaml> manifest = files.read(PackYaml.FILE).flatMap(file -> PackYaml.parse(file, problems));
        Map<DataFile, Duration> maxStale = manifest.map(PackYaml::maxStale).orElse(Map.of());
        Optional<SiteData> site = new SiteFiles(files, maxStale, problems).read();
        Optional<XacmlEngine> engine = manifest.flatMap(pack -> compile(pack, files, problems));
        if (!problems.isEmpty()) {
            throw new PackException(problems.lines());
        }
        PackYaml pack = manifest.orElseThrow();
        PackManifest identity = new PackManifest(pack.name(), pack.version(), files.digest());
        return new XacmlPolicyPack(identity, site.orElseThrow(), engine.orElseThrow());
    }

    private static Optional<XacmlEngine> compile(PackYaml pack, PackDirectory files, Problems problems) {
        List<String> listed = pack.policies().stream().map(Text::value).toList();
        files.refuseUnlisted(listed);
        List<PackFile> policies = listed.stream()
                .distinct()
                .flatMap(name -> files.read(name).stream())
                .toList();
        return XacmlEngine.compile(policies, pack.root().value(), pack.root().at(), problems);
    }
}
