package org.portcullis.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.DataFile;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/**
 * What {@code pack.yaml} says: what the pack is called, which policy decides, which files hold the policies, and how old which
 * data files may be.
 */
record PackYaml(String name, String version, Text root, List<Text> policies, Map<DataFile, Duration> maxStale) {
    /** Where it stands in the pack. */
    static final String FILE = "pack.yaml";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+){0,3}");
    private static final Pattern POLICY_FILE = Pattern.compile("policy/[A-Za-z0-9_-]+\\.xml");

    /** Copies the list and the map. */
    PackYaml {
        policies = List.copyOf(policies);
        maxStale = Map.copyOf(maxStale);
    }

    /** Reads the file; what is missing or wrong is noted; empty if there is no root. */
    static Optional<PackYaml> parse(PackFile file, Problems problems) {
        return YamlMapping.parse(file, problems).flatMap(yaml -> read(yaml, problems));
    }

    private static Optional<PackYaml> read(YamlMapping yaml, Problems problems) {
        yaml.allowOnly("name", "version", "root", "policies", "max-stale");
        String name = required(yaml, "name", NAME, "a name of lower-case words joined by hyphens", problems);
        String version = required(yaml, "version", VERSION, "a version like 1.2.3", problems);
        List<Text> policies = yaml.requiredTexts("policies").stream()
                .filter(text -> fits(POLICY_FILE, text, "a file like policy/name.xml", problems))
                .toList();
        Map<DataFile, Duration> maxStale = yaml.mapping("max-stale")
                .map(limits -> maxStale(limits, new DataValues(problems)))
                .orElse(Map.of());
        return yaml.requiredText("root").map(root -> new PackYaml(name, version, root, policies, maxStale));
    }

    private static Map<DataFile, Duration> maxStale(YamlMapping yaml, DataValues values) {
        yaml.allowOnly(Arrays.stream(DataFile.values()).map(DataFile::word).toArray(String[]::new));
        Map<DataFile, Duration> limits = new EnumMap<>(DataFile.class);
        for (DataFile file : DataFile.values()) {
            yaml.text(file.word()).flatMap(values::duration).ifPresent(limit -> limits.put(file, limit));
        }
        return limits;
    }

    private static String required(YamlMapping yaml, String key, Pattern form, String what, Problems problems) {
        return yaml.requiredText(key)
                .filter(text -> fits(form, text, what, problems))
                .map(Text::value)
                .orElse("");
    }

    private static boolean fits(Pattern form, Text text, String what, Problems problems) {
        boolean fits = form.matcher(text.value()).matches();
        if (!fits) {
            problems.add(text.at(), Problems.quote(text.value()) + " is not " + what);
        }
        return fits;
    }
}
