package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.context.HostPattern;
import org.portcullis.pdp.context.Pep;
import org.portcullis.pdp.context.PepClass;
import org.portcullis.pdp.context.PepList;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ResourceType;

/** {@code peps.yaml}: who may ask, and about what; and who may use the admin port. */
public final class PepListReader {
    private final Set<Dn> listed = new HashSet<>();
    private final List<Pep> peps = new ArrayList<>();
    private final Map<Dn, AdminList.Role> admins = new HashMap<>();

    private PepListReader() {}

    /** What a line of the file is about. */
    private enum CallerClass {
        PEP_SERVICE,
        PEP_WN,
        ADMIN,
        MONITOR,
        BANNER,
        MAPPER,
        POLICY
    }

    /**
     * Reads who may ask.
     *
     * @throws ConfigException with every problem found
     */
    public static PepList read(Path file) {
        return readAll(file).peps();
    }

    /**
     * Reads the file.
     *
     * @throws ConfigException with every problem found
     */
    public static CallerLists readAll(Path file) {
        return YamlFile.read(file, root -> new PepListReader().lists(root));
    }

    private CallerLists lists(YamlSection root) {
        root.sections("peps").forEach(this::take);
        PepList asking = new PepList(
                peps, Set.copyOf(root.list("worker-nodes", List.of(), PepListReader::node)), PilotSection.read(root));
        return new CallerLists(asking, new AdminList(admins));
    }

    private void take(YamlSection entry) {
        try (entry) {
            Optional<Dn> dn = entry.required("dn", Optional.empty(), text -> Optional.of(firstTime(dn(text))));
            CallerClass kind = entry.value("class", CallerClass.PEP_SERVICE, Values.word(CallerClass.class));
            switch (kind) {
                case PEP_SERVICE -> pep(entry, dn, PepClass.PEP_SERVICE);
                case PEP_WN -> pep(entry, dn, PepClass.PEP_WN);
                case ADMIN, MONITOR, BANNER, MAPPER, POLICY ->
                    dn.ifPresent(name -> admins.put(name, AdminList.Role.valueOf(kind.name())));
            }
        }
    }

    private void pep(YamlSection entry, Optional<Dn> dn, PepClass kind) {
        Pep.Scope scope = scope(entry, kind);
        boolean assertBare = entry.value("assert-bare", false, text -> vouching(text, kind));
        boolean assume = entry.value("assume-obligations", false, Values::yesOrNo);
        dn.ifPresent(name -> peps.add(new Pep(name, kind, scope, assertBare, assume)));
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

    private Dn firstTime(Dn dn) {
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
