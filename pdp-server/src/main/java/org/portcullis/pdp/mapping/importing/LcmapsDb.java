package org.portcullis.pdp.mapping.importing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.importing.LcmapsModule.Option;
import org.portcullis.pdp.mapping.importing.TextFile.Line;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Position;

/** Reads {@code lcmaps.db}: the modules that a policy uses, with their map files and gridmapdirs. Not thread-safe. */
final class LcmapsDb {
    private static final Path GRID = Path.of("etc/grid-security");
    private static final Pattern POLICY = Pattern.compile("[ \\t]*([\\w.-]+)[ \\t]*:[ \\t]*");
    private static final Pattern RULE =
            Pattern.compile("[ \\t]*([\\w.-]+)[ \\t]*->[ \\t]*([\\w.-]+)(?:[ \\t]*\\|[ \\t]*([\\w.-]+))?[ \\t]*");
    private static final Pattern DEFINITION = Pattern.compile("(?s)[ \\t]*([\\w.-]+)[ \\t]*=[ \\t]*(.*)");

    private final Places places;
    private final Predicate<String> isAccount;
    private final ImportDraft draft;
    private final Map<String, LcmapsModule> modules = new LinkedHashMap<>();
    private final Map<String, List<Rule>> policies = new LinkedHashMap<>();
    private final Set<Path> read = new LinkedHashSet<>();

    LcmapsDb(Places places, Predicate<String> isAccount, ImportDraft draft) {
        this.places = places;
        this.isAccount = isAccount;
        this.draft = draft;
    }

    /** A step of a policy. */
    private record Rule(Position at, String from, String success, Optional<String> failure) {}

    /**
     * Reads the file and those that it names; of its policies the one of this name, or the first.
     *
     * @throws ImportException if one of them cannot be read, or there is no such policy
     */
    void read(Path file, String policy) {
        TextFile text = TextFile.read(file);
        statements(text).forEach(this::readStatement);
        String chosen =
                policy.isEmpty() ? policies.keySet().stream().findFirst().orElse("") : policy;
        if (!policies.containsKey(chosen)) {
            throw new ImportException(
                    text.whole(), "no policy " + MapText.quote(chosen) + ": there are " + policies.keySet());
        }
        policies.forEach((name, rules) -> reportPolicy(name, rules, name.equals(chosen)));
        Set<String> used = used(policies.get(chosen));
        modules.forEach((name, module) -> take(module, used.contains(name)));
    }

    /** Lines with those that continue them. */
    private static List<Line> statements(TextFile text) {
        List<Line> statements = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        for (Line line : text.lines()) {
            String said = line.text().strip();
            if (said.startsWith("#")) {
                continue;
            }
            boolean goesOn = said.endsWith("\\");
            joined.append(goesOn ? line.text().substring(0, line.text().lastIndexOf('\\')) : line.text());
            if (!goesOn) {
                if (!joined.toString().isBlank()) {
                    statements.add(new Line(line.at(), joined.toString()));
                }
                joined.setLength(0);
            }
        }
        return statements;
    }

    private void readStatement(Line line) {
        Matcher policy = POLICY.matcher(line.text());
        Matcher rule = RULE.matcher(line.text());
        Matcher definition = DEFINITION.matcher(line.text());
        if (policy.matches()) {
            policies.put(policy.group(1), new ArrayList<>());
        } else if (rule.matches() && !policies.isEmpty()) {
            List<List<Rule>> all = List.copyOf(policies.values());
            all.get(all.size() - 1)
                    .add(new Rule(line.at(), rule.group(1), rule.group(2), Optional.ofNullable(rule.group(3))));
        } else if (definition.matches() && definition.group(1).equals("path")) {
            draft.findings().kept(line.at(), "path", "where modules are; none is needed here");
        } else if (definition.matches()) {
            modules.put(definition.group(1), LcmapsModule.parse(line.at(), definition.group(1), definition.group(2)));
        } else {
            draft.findings().lost(line.at(), "line", "neither a module nor part of a policy");
        }
    }

    private void reportPolicy(String name, List<Rule> rules, boolean chosen) {
        for (Rule rule : rules) {
            if (chosen) {
                draft.findings()
                        .changed(
                                rule.at(),
                                "step `" + rule.from() + "`",
                                "the order is that of the dialect: " + order());
            } else {
                draft.findings().lost(rule.at(), "policy `" + name + "`", "one policy is imported: choose by --policy");
            }
        }
    }

    private String order() {
        return draft.isOfLcmaps()
                ? "accounts and then pools for FQANs, the DN if no FQAN has a group"
                : "DN, then primary FQAN, unless mapping.prefer-dn-for-login-name is false";
    }

    private static Set<String> used(List<Rule> rules) {
        Set<String> used = new LinkedHashSet<>();
        rules.forEach(rule -> {
            used.add(rule.from());
            used.add(rule.success());
            rule.failure().ifPresent(used::add);
        });
        return used;
    }

    private void take(LcmapsModule module, boolean used) {
        if (!used) {
            draft.findings().lost(module.at(), module.construct(), "no step of the policy uses it");
            return;
        }
        switch (module.plugin()) {
            case "voms_localgroup" -> takeMaps(module, draft.groups());
            case "voms_localaccount", "voms_poolaccount", "localaccount", "poolaccount" ->
                takeMaps(module, draft.accounts());
            case "verify_proxy" ->
                reported(module, "chains are verified at the door, with lifetimes by tls and policy");
            case "posix_enf" -> reported(module, "the PEP switches the account, as before");
            case "ban_dn" -> refer(module, "portcullis ban import FILE --format lcmaps");
            case "ban_fqan" -> refer(module, "portcullis ban import FILE --format lcmaps-fqan");
            case "scas_client", "c_pep", "gums_client" -> reported(module, "asks a service like this one");
            default -> draft.findings().lost(module.at(), module.construct(), "has no counterpart here");
        }
    }

    private void reported(LcmapsModule module, String message) {
        draft.findings().changed(module.at(), module.construct(), message);
    }

    private void refer(LcmapsModule module, String command) {
        draft.findings()
                .lost(module.at(), module.construct(), "bans are not part of the mapping: run `" + command + "`");
    }

    private void takeMaps(LcmapsModule module, MapDraft lines) {
        draft.findings().kept(module.at(), module.construct(), "read");
        boolean named = false;
        for (Option option : module.options()) {
            switch (option.name()) {
                case "gridmapfile", "groupmapfile", "gridmap", "groupmap" -> {
                    named = true;
                    readMap(option.value(), lines);
                }
                case "gridmapdir" -> readDirectory(option.value());
                case "do_not_use_secondary_gids", "strict_poolprefix_match", "use_voms_gid" ->
                    draft.findings().kept(module.at(), option.construct(), "always so here");
                case "mapmin" -> told(module, option, "mapping.map-min");
                case "mapall" -> told(module, option, "mapping.map-all");
                default -> draft.findings().lost(module.at(), option.construct(), "has no counterpart here");
            }
        }
        if (!named) {
            draft.findings()
                    .lost(module.at(), module.construct(), "names no map file: give -gridmapfile or -groupmapfile");
        }
    }

    private void told(LcmapsModule module, Option option, String key) {
        draft.findings().changed(module.at(), option.construct(), "is told in " + key);
    }

    private void readMap(String named, MapDraft lines) {
        Path file = places.find(named, places.root().resolve(GRID));
        if (read.add(file)) {
            LcmapsMap map = new LcmapsMap(TextFile.read(file), draft);
            if (lines == draft.groups()) {
                map.readGroups();
            } else {
                map.readAccounts();
            }
        }
    }

    private void readDirectory(String named) {
        Path directory = places.find(named, places.root().resolve(GRID));
        if (read.add(directory)) {
            draft.leases().addAll(new GridMapDirReader(directory, isAccount, draft.findings()).read());
        }
    }
}
