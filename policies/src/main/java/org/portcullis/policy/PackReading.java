package org.portcullis.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.engine.XacmlEngine;
import org.portcullis.policy.facts.DataFile;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.lint.LintedPack;
import org.portcullis.policy.lint.PackLint;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** What became of a directory: a pack, unless problems were noted, and in any case what is written there. */
record PackReading(LintedPack written, List<XacmlPolicyPack> readable) {
    /** Reads, checks and compiles everything once. */
    static PackReading of(PackDirectory files, Problems problems) {
        Optional<PackYaml> manifest = files.read(PackYaml.FILE).flatMap(file -> PackYaml.parse(file, problems));
        Map<DataFile, Duration> maxStale = manifest.map(PackYaml::maxStale).orElse(Map.of());
        Optional<SiteData> site = new SiteFiles(files, maxStale, problems).read();
        List<PackFile> policies = manifest.map(pack -> policies(pack, files)).orElse(List.of());
        LintedPack written =
                LintedPack.of(manifest.map(pack -> pack.root().value()).orElse(""), files.texts(), files.entries());
        problems.addAll(PackLint.errors(written));
        Optional<XacmlEngine> engine = manifest.flatMap(pack ->
                XacmlEngine.compile(policies, pack.root().value(), pack.root().at(), problems));
        if (!problems.isEmpty()) {
            return new PackReading(written, List.of());
        }
        PackYaml pack = manifest.orElseThrow();
        PackManifest identity = new PackManifest(pack.name(), pack.version(), files.digest());
        XacmlPolicyPack whole = new XacmlPolicyPack(identity, site.orElseThrow(), engine.orElseThrow());
        return new PackReading(written, List.of(whole));
    }

    /** The pack, if nothing is wrong with it. */
    Optional<XacmlPolicyPack> pack() {
        return readable.stream().findFirst();
    }

    private static List<PackFile> policies(PackYaml pack, PackDirectory files) {
        List<String> listed = pack.policies().stream().map(Text::value).toList();
        files.refuseUnlisted(listed);
        return listed.stream()
                .distinct()
                .flatMap(name -> files.read(name).stream())
                .toList();
    }
}
