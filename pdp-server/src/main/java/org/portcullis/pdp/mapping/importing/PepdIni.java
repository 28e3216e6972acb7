package org.portcullis.pdp.mapping.importing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.importing.TextFile.Line;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.Position;

/** Reads {@code pepd.ini} of Argus: the obligation handler that gives accounts, with its map files and its gridmapdir. */
final class PepdIni {
    private static final Pattern SECTION = Pattern.compile("[ \\t]*\\[([^]]+)][ \\t]*");
    private static final Pattern SETTING = Pattern.compile("[ \\t]*([A-Za-z][\\w.]*)[ \\t]*=(.*)");
    private static final String HANDLER = "DFPMObligationHandlerConfigurationParser";
    /** Where each setting has its place here. */
    private static final Map<String, String> COUNTERPARTS = Map.ofEntries(
            Map.entry("port", "server.listen"),
            Map.entry("hostname", "server.listen"),
            Map.entry("entityId", "server.issuer"),
            Map.entry("adminPort", "health.listen"),
            Map.entry("maximumRequests", "server.threads"),
            Map.entry("connectionTimeout", "server.idle"),
            Map.entry("servicePrivateKey", "tls.host-key"),
            Map.entry("serviceCertificate", "tls.host-cert"),
            Map.entry("trustInfoDir", "tls.trust-dir"),
            Map.entry("vomsInfoDir", "tls.vomsdir"),
            Map.entry("pdps", "the policies: see `portcullis policy import`"));

    private static final Map<String, String> ORDER = new TreeMap<>(Map.of(
            "preferDNForLoginName", "mapping.prefer-dn-for-login-name",
            "preferDNForPrimaryGroupName", "mapping.prefer-dn-for-primary-group-name",
            "noPrimaryGroupNameIsError", "mapping.no-primary-group-name-is-error"));

    private final Places places;
    private final Predicate<String> isAccount;
    private final ImportDraft draft;
    private final Map<String, Map<String, Setting>> sections = new LinkedHashMap<>();

    PepdIni(Places places, Predicate<String> isAccount, ImportDraft draft) {
        this.places = places;
        this.isAccount = isAccount;
        this.draft = draft;
    }

    /** A value and where it stands. */
    private record Setting(Position at, String value) {}

    /**
     * Reads the file and those that it names.
     *
     * @throws ImportException if one of them cannot be read, or none gives accounts
     */
    void read(Path file) {
        TextFile text = TextFile.read(file);
        readSections(text);
        Path base = file.toAbsolutePath().resolveSibling("");
        List<Map<String, Setting>> handlers = handlers();
        if (handlers.isEmpty()) {
            throw new ImportException(text.whole(), "no obligation handler that gives accounts is in use");
        }
        handlers.forEach(handler -> readHandler(handler, base));
        sections.forEach((name, settings) -> settings.forEach((key, setting) -> reportRest(name, key, setting)));
    }

    private void readSections(TextFile text) {
        Map<String, Setting> current = new HashMap<>();
        for (Line line : text.lines()) {
            Matcher section = SECTION.matcher(line.text());
            Matcher setting = SETTING.matcher(line.text());
            if (section.matches()) {
                current = sections.computeIfAbsent(section.group(1).strip(), name -> new LinkedHashMap<>());
            } else if (setting.matches()) {
                current.put(
                        setting.group(1),
                        new Setting(line.at(setting.start(1)), setting.group(2).strip()));
            } else if (!line.text().isBlank() && !line.text().strip().matches("[#;].*")) {
                draft.findings().lost(line.at(), "line", "neither a section nor a setting");
            }
        }
    }

    private List<Map<String, Setting>> handlers() {
        Map<String, Setting> service = sections.getOrDefault("SERVICE", Map.of());
        Setting named = service.get("obligationHandlers");
        if (named == null) {
            return List.of();
        }
        service.remove("obligationHandlers");
        return Arrays.stream(named.value().split("\\s+", -1))
                .filter(sections::containsKey)
                .map(sections::get)
                .filter(handler -> handler.containsKey("parserClass")
                        && handler.get("parserClass").value().endsWith(HANDLER))
                .toList();
    }

    private void readHandler(Map<String, Setting> handler, Path base) {
        take(handler, "parserClass", setting -> keep(setting, "the handler that gives accounts"));
        take(handler, "accountMapFile", setting -> new ArgusMap(file(setting, base), draft).readAccounts());
        take(handler, "groupMapFile", setting -> new ArgusMap(file(setting, base), draft).readGroups());
        take(
                handler,
                "gridMapDir",
                setting -> draft.leases()
                        .addAll(new GridMapDirReader(places.find(setting.value(), base), isAccount, draft.findings())
                                .read()));
        take(handler, "handledObligationId", setting -> keep(setting, "every permit gets an account"));
        take(
                handler,
                "refreshPeriod",
                setting -> draft.findings()
                        .changed(setting.at(), "refreshPeriod", "map files are read again on `portcullis reload`"));
        ORDER.forEach((key, ours) -> take(handler, key, setting -> keepOrder(setting, key, ours)));
        take(handler, "useSecondaryGroupNamesForMapping", this::requirePrimaryGroupAlone);
    }

    /** What Argus does as it comes, {@code argus} does as it comes too; the dialect of LCMAPS has its own order. */
    private void keepOrder(Setting setting, String key, String ours) {
        boolean asItComes = key.startsWith("no") ? setting.value().equalsIgnoreCase("false") : isTrue(setting);
        if (asItComes && !draft.isOfLcmaps()) {
            keep(setting, "so it is as it comes");
        } else {
            draft.findings().changed(setting.at(), key, "is told in " + ours + ": set it to " + isTrue(setting));
        }
    }

    private static boolean isTrue(Setting setting) {
        return setting.value().equalsIgnoreCase("true");
    }

    private void requirePrimaryGroupAlone(Setting setting) {
        String message = "leases go by the primary group alone here";
        if (isTrue(setting)) {
            draft.findings().lost(setting.at(), "useSecondaryGroupNamesForMapping = `true`", message);
        } else {
            keep(setting, message);
        }
    }

    private TextFile file(Setting setting, Path base) {
        keep(setting, "read");
        return TextFile.read(places.find(setting.value(), base));
    }

    private void keep(Setting setting, String message) {
        draft.findings().kept(setting.at(), MapText.quote(setting.value()), message);
    }

    /** What is done with a setting. */
    private interface Taker {
        void take(Setting setting);
    }

    private static void take(Map<String, Setting> handler, String key, Taker taker) {
        Setting setting = handler.remove(key);
        if (setting != null) {
            taker.take(setting);
        }
    }

    private void reportRest(String section, String key, Setting setting) {
        String construct = "[" + section + "] " + key;
        String counterpart = COUNTERPARTS.get(key);
        if (counterpart == null) {
            draft.findings().lost(setting.at(), construct, "has no counterpart here");
        } else {
            draft.findings().changed(setting.at(), construct, "is told in " + counterpart);
        }
    }
}
