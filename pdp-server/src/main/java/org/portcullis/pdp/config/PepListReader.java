package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.context.Pep;
import org.portcullis.pdp.context.PepClass;
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
                root -> new PepList(
                        root.sections("peps").stream()
                                .flatMap(entry -> pep(entry, listed).stream())
                                .toList(),
                        PilotSection.read(root)));
    }

    private static Optional<Pep> pep(YamlSection entry, Set<Dn> listed) {
        try (entry) {
            Optional<Dn> dn = entry.required("dn", Optional.empty(), text -> Optional.of(firstTime(dn(text), listed)));
            PepClass kind = entry.value("class", PepClass.PEP_SERVICE, Values.word(PepClass.class));
            boolean node = kind == PepClass.PEP_WN;
            List<ResourceType> types =
                    entry.list("resources", node ? List.of(ResourceType.WN) : List.of(), text -> resource(text, node));
            List<String> own = node ? dn.map(PepListReader::hostOf).stream().toList() : List.of();
            List<String> hosts = entry.list("hosts", own, text -> text.toLowerCase(Locale.ROOT));
            boolean assertBare = entry.value("assert-bare", false, text -> vouching(text, node));
            boolean assume = entry.value("assume-obligations", false, Values::yesOrNo);
            return dn.map(name -> new Pep(name, kind, Set.copyOf(types), Set.copyOf(hosts), assertBare, assume));
        }
    }

    private static ResourceType resource(String text, boolean node) {
        ResourceType type = Values.word(ResourceType.class).apply(text);
        if (node && type != ResourceType.WN) {
            throw new IllegalArgumentException("of class pep-wn can only be wn");
        }
        return type;
    }

    private static boolean vouching(String text, boolean node) {
        if (node && Values.yesOrNo(text)) {
            throw new IllegalArgumentException("is not for class pep-wn: payloads on worker nodes prove themselves");
        }
        return Values.yesOrNo(text);
    }

    /** The host name that a host certificate ends in. */
    private static String hostOf(Dn dn) {
        String last = dn.parts().get(dn.parts().size() - 1);
        return last.substring(Math.max(last.lastIndexOf('/'), last.indexOf('=')) + 1)
                .toLowerCase(Locale.ROOT);
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
