package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.context.HostPattern;
import org.portcullis.pdp.context.Pep;
import org.portcullis.pdp.context.PepClass;
import org.portcullis.pdp.context.PepList;
import org.portcullis.profile.ActionType;
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
                        Set.copyOf(root.list("worker-nodes", List.of(), PepListReader::node)),
                        PilotSection.read(root)));
    }

    private static Optional<Pep> pep(YamlSection entry, Set<Dn> listed) {
        try (entry) {
            Optional<Dn> dn = entry.required("dn", Optional.empty(), text -> Optional.of(firstTime(dn(text), listed)));
            PepClass kind = entry.value("class", PepClass.PEP_SERVICE, Values.word(PepClass.class));
            Pep.Scope scope = scope(entry, kind);
            boolean assertBare = entry.value("assert-bare", false, text -> vouching(text, kind));
            boolean assume = entry.value("assume-obligations", false, Values::yesOrNo);
            return dn.map(name -> new Pep(name, kind, scope, assertBare, assume));
        }
    }

    private static Pep.Scope scope(YamlSection entry, PepClass kind) {
        boolean node = kind == PepClass.PEP_WN;
        List<ResourceType> resources = entry.list(
                "resources",
                node ? List.of(ResourceType.WN) : List.of(),
                Values.word(ResourceType.class).andThen(type -> allowed(type, kind, ResourceType.WN, "wn")));
        List<ActionType> actions = entry.list(
                "actions",
                node ? List.of(ActionType.EXECUTE_NOW) : List.copyOf(Pep.Scope.EVERY_ACTION),
                Values.word(ActionType.class)
                        .andThen(type -> allowed(type, kind, ActionType.EXECUTE_NOW, "execute-now")));
        List<HostPattern> hosts = entry.list("hosts", List.of(), text -> host(text, kind));
        return new Pep.Scope(Set.copyOf(resources), Set.copyOf(actions), Set.copyOf(hosts));
    }

    private static <T> T allowed(T asked, PepClass kind, T ofNodes, String word) {
        if (kind == PepClass.PEP_WN && asked != ofNodes) {
            throw new IllegalArgumentException("of class pep-wn can only be " + word);
        }
        return asked;
    }

    private static HostPattern host(String text, PepClass kind) {
        if (kind == PepClass.PEP_WN) {
            throw new IllegalArgumentException("is not for class pep-wn: a worker node asks for itself only");
        }
        return pattern(text);
    }

    private static HostPattern pattern(String text) {
        try {
            return HostPattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be host names, *.example.org or *", e);
        }
    }

    private static HostPattern node(String text) {
        HostPattern nodes = pattern(text);
        if (nodes.equals(HostPattern.ANY)) {
            throw new IllegalArgumentException("cannot be every host: name a domain, such as *.wn.example.org");
        }
        return nodes;
    }

    private static boolean vouching(String text, PepClass kind) {
        if (kind == PepClass.PEP_WN && Values.yesOrNo(text)) {
            throw new IllegalArgumentException("is not for class pep-wn: payloads on worker nodes prove themselves");
        }
        return Values.yesOrNo(text);
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
