package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.context.Pep;
import org.portcullis.pdp.context.PepList;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ResourceType;

/** {@code peps.yaml}: who may ask, and about what. */
public final class PepListReader {
    private PepListReader() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException with every problem found
     */
    public static PepList read(Path file) {
        Set<Dn> listed = new HashSet<>();
        return YamlFile.read(
                file,
                root -> new PepList(root.sections("peps").stream()
                        .flatMap(entry -> pep(entry, listed).stream())
                        .toList()));
    }

    private static Optional<Pep> pep(YamlSection entry, Set<Dn> listed) {
        try (entry) {
            Optional<Dn> dn = entry.required("dn", Optional.empty(), text -> Optional.of(firstTime(dn(text), listed)));
            List<ResourceType> types = entry.list("resources", List.of(), Values.word(ResourceType.class));
            List<String> hosts = entry.list("hosts", List.of(), text -> text.toLowerCase(Locale.ROOT));
            boolean assertBare = entry.value("assert-bare", false, Values::yesOrNo);
            boolean assume = entry.value("assume-obligations", false, Values::yesOrNo);
            return dn.map(name -> new Pep(name, Set.copyOf(types), Set.copyOf(hosts), assertBare, assume));
        }
    }

    private static Dn firstTime(Dn dn, Set<Dn> listed) {
        if (!listed.add(dn)) {
            throw new IllegalArgumentException("is listed before: `" + Problems.cut(dn.value()) + "`");
        }
        return dn;
    }

    private static Dn dn(String text) {
        try {
            return Dn.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a DN such as /C=XX/O=Grid/CN=ce.example.org", e);
        }
    }
}
