package org.portcullis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pack on disk that a test writes file by file. */
public final class DraftPack {
    private static final String NAMESPACE = "xmlns=\"urn:oasis:names:tc:xacml:3.0:core:schema:wd-17\"";

    /** Data files that permit whatever the policies do. */
    static final Map<String, String> DATA = Map.of(
            "data/vos.yaml", "vos:\n  atlas:\n    supported: true\n",
            "data/owners.yaml", "enabled: false\nowners: {}\n",
            "data/frameworks.yaml", "frameworks: {}\n",
            "data/regimes.yaml", "regimes: []\n",
            "data/peps.yaml", "peps: []\n",
            "data/roles.yaml", "payload-is-pilot: allow\n",
            "data/proxies.yaml", "leaf-lifetime: 24h\nfirst-lifetime: 14d\n");

    private final Path directory;
    private final List<String> policies = new ArrayList<>();

    private DraftPack(Path directory) {
        this.directory = directory;
    }

    /** A pack in an empty directory: it has one served VO, atlas, and no policies yet. */
    public static DraftPack in(Path directory) {
        DraftPack pack = new DraftPack(directory);
        DATA.forEach(pack::file);
        return pack;
    }

    /** Writes any file. */
    public DraftPack file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes any file. */
    public DraftPack file(String name, byte[] content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a policy file and lists it. */
    public DraftPack policy(String name, String xml) {
        policies.add("policy/" + name + ".xml");
        return file("policy/" + name + ".xml", xml);
    }

    /** Writes a policy file with one deny-overrides policy of these rules, and lists it. */
    public DraftPack rules(String name, String... rules) {
        return policy(
                name,
                "<Policy " + NAMESPACE + " PolicyId=\"" + name + "\" Version=\"1.0\" RuleCombiningAlgId="
                        + "\"urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides\">\n<Target/>\n"
                        + String.join("\n", rules) + "\n</Policy>");
    }

    /** Writes the manifest, with that root, and loads the pack. */
    public PolicyPack load(String root) {
        file(
                "pack.yaml",
                "name: draft\nversion: 1.0\nroot: " + root + "\npolicies:\n  - " + String.join("\n  - ", policies)
                        + "\n");
        return PackLoader.load(directory);
    }

    /** A rule that applies when that fact has that value. */
    public static String rule(String id, String effect, String match) {
        return "<Rule RuleId=\"" + id + "\" Effect=\"" + effect + "\">" + target(match) + "</Rule>";
    }

    /** A rule that always applies. */
    public static String rule(String id, String effect) {
        return "<Rule RuleId=\"" + id + "\" Effect=\"" + effect + "\"/>";
    }

    /** Equality of a subject attribute with a string value. */
    public static String subjectIs(String attribute, String value) {
        return match(attribute, "string", value, false);
    }

    /** Equality of a subject attribute with a value of that XML Schema type. */
    public static String match(String attribute, String type, String value, boolean mustBePresent) {
        String dataType = "\"http://www.w3.org/2001/XMLSchema#" + type + "\"";
        return "<Match MatchId=\"urn:oasis:names:tc:xacml:1.0:function:" + type + "-equal\"><AttributeValue DataType="
                + dataType + ">" + value + "</AttributeValue><AttributeDesignator AttributeId=\"" + attribute
                + "\" DataType=" + dataType
                + " Category=\"urn:oasis:names:tc:xacml:1.0:subject-category:access-subject\" MustBePresent=\""
                + mustBePresent + "\"/></Match>";
    }

    private static String target(String match) {
        return "<Target><AnyOf><AllOf>" + match + "</AllOf></AnyOf></Target>";
    }
}
