package org.portcullis.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;

/** What {@code pack.yaml} says: what the pack is called, which policy decides, and which files hold the policies. */
record PackYaml(String name, String version, Text root, List<Text> policies) {
    /** Where it stands in the pack. */
    static final String FILE = "pack.yaml";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+){0,3}");
    private static final Pattern POLICY_FILE = Pattern.compile("policy/[A-Za-z0-9_-]+\\.xml");

    /** Copies the list. */
    PackYaml {
        policies = List.copyOf(policies);
    }

    /** Reads the file; what is missing or wrong is noted; empty if there is no root. */
    static Optional<PackYaml> parse(PackFile file, Problems problems) {
        return YamlMapping.parse(file, problems).flatMap(yaml -> read(yaml, problems));
    }

    private static Optional<PackYaml> read(YamlMapping yaml, Problems problems) {
        yaml.allowOnly("name", "version", "root", "policies");
        String name = required(yaml, "name", NAME, "a name of lower-case words joined by hyphens", problems);
        String version = required(yaml, "version", VERSION, "a version like 1.2.3", problems);
        List<Text> policies = yaml.requiredTexts("policies").stream()
                .filter(text -> fits(POLICY_FILE, text, "a file like policy/name.xml", problems))
                .toList();
        return yaml.requiredText("root").map(root -> new PackYaml(name, version, root, policies));
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
