package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.policy.importing.Element;
import org.portcullis.policy.importing.Findings;

/** The mapping that a {@code gums.config} describes, for one kind of host. Not thread-safe: one per import. */
final class GumsMapping {
    private static final Set<String> UNDERSTOOD = Set.of(
            "gums",
            "userGroups",
            "accountMappers",
            "groupToAccountMappings",
            "hostToGroupMappings",
            "vomsUserGroup",
            "groupAccountMapper",
            "accountPoolMapper",
            "groupToAccountMapping",
            "hostToGroupMapping");

    private final GumsConfig config;
    private final ImportDraft draft;
    private final Findings findings;
    private final Set<Element> used = new HashSet<>();

    GumsMapping(GumsConfig config, ImportDraft draft) {
        this.config = config;
        this.draft = draft;
        findings = draft.findings();
    }

    /** Reads the mapping for the first kind of host, or the one with this name or pattern. */
    void read(String host) {
        List<Element> hosts = config.ofKind("hostToGroupMapping");
        Optional<Element> chosen = hosts.stream()
                .filter(one -> host.isEmpty()
                        || one.attribute("cn").equals(host)
                        || one.attribute("dn").equals(host))
                .findFirst();
        hosts.stream()
                .filter(other -> !chosen.equals(Optional.of(other)))
                .forEach(other -> findings.lost(
                        other.at(),
                        construct(other),
                        "one mapping for all hosts here: another server, or --host, for these"));
        chosen.ifPresent(one -> {
            findings.kept(one.at(), construct(one), "its mapping is that of all hosts");
            names(one, "groupToAccountMappings").forEach(this::readMapping);
        });
        config.elements().forEach(this::reportUnused);
    }

    private void readMapping(String name) {
        named("groupToAccountMapping", name).ifPresent(mapping -> {
            used.add(mapping);
            findings.kept(mapping.at(), construct(mapping), "in its order");
            Optional<String> target = target(mapping);
            names(mapping, "userGroups").forEach(group -> readGroup(group, target));
        });
    }

    /** The first mapper that can be said; those after it come into play only where it has nothing to give. */
    private Optional<String> target(Element mapping) {
        Optional<String> target = Optional.empty();
        for (String name : names(mapping, "accountMappers")) {
            Optional<Element> mapper = named("Mapper", name);
            Optional<String> said = mapper.flatMap(this::value);
            if (target.isEmpty()) {
                target = said;
            } else {
                mapper.ifPresent(
                        next -> findings.changed(next.at(), construct(next), "a group has one account or pool here"));
            }
        }
        return target;
    }

    private Optional<String> value(Element mapper) {
        used.add(mapper);
        String group = mapper.attribute("groupName");
        if (!group.isEmpty()) {
            findings.changed(
                    mapper.at(), "groupName=" + MapText.quote(group), "the account's own group is the primary one");
        }
        return switch (mapper.name()) {
            case "groupAccountMapper" -> {
                findings.kept(mapper.at(), construct(mapper), "one account for all");
                yield Optional.of(mapper.attribute("accountName"));
            }
            case "accountPoolMapper" -> {
                findings.changed(
                        mapper.at(),
                        construct(mapper),
                        "who holds which account is in GUMS' database: write it with `gums generateGridMapfile` and"
                                + " import that too");
                yield Optional.of("." + mapper.attribute("accountPool"));
            }
            default -> {
                findings.lost(
                        mapper.at(),
                        construct(mapper),
                        "its accounts are in a directory service or database: write them with `gums generateGridMapfile`");
                yield Optional.empty();
            }
        };
    }

    private void readGroup(String name, Optional<String> target) {
        named("UserGroup", name).ifPresent(group -> {
            used.add(group);
            if (!group.name().equals("vomsUserGroup")) {
                findings.lost(group.at(), construct(group), remedy(group));
            } else if (target.isPresent()) {
                fqan(group).ifPresent(key -> draft.addAccount(group.at(), key, target.get()));
            } else {
                findings.lost(group.at(), construct(group), "no account or pool for it that could be said");
            }
        });
    }

    private static String remedy(Element group) {
        return group.name().startsWith("banned")
                ? "bans are not part of the mapping: run `portcullis ban import`"
                : "its members are in GUMS' database: write them with `gums generateGridMapfile`";
    }

    private Optional<String> fqan(Element group) {
        if (group.attribute("acceptProxyWithoutFQAN").equals("true")) {
            findings.lost(
                    group.at(),
                    construct(group) + " acceptProxyWithoutFQAN",
                    "nobody is a member without showing it: write a line for each DN");
        }
        String path = group.attribute("voGroup");
        String role = group.attributes().getOrDefault("role", group.attribute("voRole"));
        String vo = path.indexOf('/', 1) < 0 ? path : path.substring(0, path.indexOf('/', 1));
        String withRole = role.isEmpty() ? "" : "/Role=" + role;
        Optional<String> key = path.isEmpty()
                ? Optional.empty()
                : switch (group.attribute("matchFQAN")) {
                    case "", "exact" -> Optional.of(path + withRole);
                    case "vorole" -> Optional.of(vo + "/*" + withRole);
                    case "vogroup" -> Optional.of(path + "/Role=*");
                    case "vo" -> Optional.of(vo + "/*/Role=*");
                    default -> Optional.empty();
                };
        if (key.isPresent()) {
            findings.kept(group.at(), construct(group), MapText.quote(key.get()));
        } else {
            findings.lost(
                    group.at(), construct(group), "matches FQANs of any VO: give it a voGroup and another matchFQAN");
        }
        return key;
    }

    private void reportUnused(Element element) {
        boolean part = element.name().endsWith("UserGroup")
                || element.name().endsWith("Mapper")
                || element.name().equals("groupToAccountMapping");
        if (part && !used.contains(element)) {
            findings.lost(
                    element.at(),
                    construct(element),
                    element.name().startsWith("banned") ? remedy(element) : "not used for these hosts");
        } else if (!part && !UNDERSTOOD.contains(element.name())) {
            findings.lost(element.at(), construct(element), "no part of the mapping");
        }
    }

    private Optional<Element> named(String kind, String name) {
        return config.ofKind(kind).stream()
                .filter(element -> element.attribute("name").equals(name))
                .findFirst();
    }

    private static List<String> names(Element element, String attribute) {
        return new ArrayList<>(Arrays.stream(element.attribute(attribute).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    private static String construct(Element element) {
        String name = element.attributes()
                .getOrDefault(
                        "name", element.attribute("cn").isEmpty() ? element.attribute("dn") : element.attribute("cn"));
        return element.name() + (name.isEmpty() ? "" : " " + MapText.quote(name));
    }
}
