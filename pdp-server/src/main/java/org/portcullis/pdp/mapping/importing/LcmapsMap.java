package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.pdp.mapping.importing.TextFile.Line;
import org.portcullis.policy.importing.Findings;

/** Reads a grid-mapfile or groupmapfile as LCMAPS does: globs as keys, the first value of the wanted kind. */
final class LcmapsMap {
    /** A key in quotes or up to the next blank, then the rest. */
    private static final Pattern LINE = Pattern.compile("[ \\t]*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\"\\s]\\S*))(.*)");

    private static final Pattern REMARK = Pattern.compile("(?<!\\\\)#.*");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern CAPABILITY = Pattern.compile("(?i)/capability=(?:null|\\*|)$");
    private static final Pattern NO_ROLE = Pattern.compile("(?i)/role=null$");
    private static final Pattern PLAIN = Pattern.compile("(?i)[^*?\\[\\]]*(?:/role=\\*)?");
    private static final Pattern OPEN_END = Pattern.compile("([^*?\\[\\]=]+?)/?\\*");
    private static final Pattern ROLE_OPEN = Pattern.compile("(?i)([^*?\\[\\]]*(?:/\\*)?/role=[^*?\\[\\]/]+)/?\\*");
    private static final Pattern BELOW = Pattern.compile("(?i)([^*?\\[\\]=]+/\\*)(?:/role=[^?\\[\\]/]+)?");

    private final TextFile file;
    private final ImportDraft draft;
    private final Findings findings;

    LcmapsMap(TextFile file, ImportDraft draft) {
        this.file = file;
        this.draft = draft;
        findings = draft.findings();
    }

    /** The lines of a grid-mapfile. */
    void readAccounts() {
        if (draft.isOfLcmaps()) {
            entries()
                    .forEach(entry -> Stream.of(false, true)
                            .flatMap(pool -> first(entry, pool).stream())
                            .forEach(value -> draft.accounts().add(entry.at(), entry.key(), value)));
        } else {
            readAccountsBeforePools();
        }
    }

    private Optional<String> first(MapEntry entry, boolean pool) {
        List<String> ofKind = entry.values().stream()
                .filter(value -> value.startsWith(".") == pool)
                .toList();
        if (ofKind.size() > 1) {
            findings.changed(entry.at(), "line", "of several values `" + ofKind.get(0) + "` is given");
        }
        return ofKind.stream().findFirst();
    }

    /** In the dialect of Argus, which asks for both at once, those that name an account have to stand first. */
    private void readAccountsBeforePools() {
        MapDraft pools = new MapDraft();
        for (MapEntry entry : entries()) {
            boolean named = entry.values().stream().anyMatch(value -> !value.startsWith("."));
            String value = entry.values().stream()
                    .filter(one -> one.startsWith(".") != named)
                    .findFirst()
                    .orElseThrow();
            if (entry.values().size() > 1) {
                findings.changed(
                        entry.at(),
                        "line",
                        "of several values `" + value + "` is given, whatever account is asked for");
            }
            (named ? draft.accounts() : pools).add(entry.at(), entry.key(), value);
        }
        pools.lines().forEach(line -> draft.accounts().add(line.at(), line.key(), line.value()));
    }

    /** The lines of a groupmapfile. */
    void readGroups() {
        for (MapEntry entry : entries()) {
            if (entry.values().get(0).startsWith(".")) {
                findings.lost(entry.at(), "line", "pools of groups cannot be said: name a group");
            } else {
                draft.groups().add(entry.at(), entry.key(), entry.values().get(0));
            }
        }
    }

    private List<MapEntry> entries() {
        return file.saying().stream().flatMap(line -> entry(line).stream()).toList();
    }

    private Optional<MapEntry> entry(Line line) {
        Matcher parts = LINE.matcher(line.text());
        if (!parts.matches()) {
            findings.lost(line.at(), "line", "unbalanced quotes: LCMAPS failed for everybody, close them");
            return Optional.empty();
        }
        String key = parts.group(1) == null ? parts.group(2) : parts.group(1);
        List<String> values = Arrays.stream(
                        SEPARATOR.split(REMARK.matcher(parts.group(3)).replaceFirst(""), -1))
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty() || values.contains("\\")) {
            findings.lost(line.at(parts.start(3)), "line", "no account or pool after the key");
            return Optional.empty();
        }
        return keyOf(line, key).map(said -> new MapEntry(line, said, values));
    }

    private Optional<String> keyOf(Line line, String key) {
        if (draft.isOfLcmaps()) {
            findings.kept(line.at(), "line", MapText.quote(key));
            return Optional.of(key);
        }
        try {
            List<String> notes = new ArrayList<>();
            String ours = isDn(key) ? plainDn(key) : fqan(key, notes);
            if (notes.isEmpty()) {
                findings.kept(line.at(), "line", MapText.quote(key));
            }
            notes.forEach(note -> findings.changed(line.at(), MapText.quote(key), note));
            return Optional.of(ours);
        } catch (IllegalArgumentException e) {
            findings.lost(line.at(), MapText.quote(key), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    static boolean isDn(String key) {
        if (!key.startsWith("/")) {
            return !key.startsWith("*");
        }
        int end = key.indexOf('/', 1);
        return (end < 0 ? key : key.substring(0, end)).contains("=");
    }

    private static String plainDn(String key) {
        if (!PLAIN.matcher(key).matches()) {
            throw new IllegalArgumentException("a pattern of DNs cannot be said: write a line for each person");
        }
        return key;
    }

    /** What a glob for FQANs is in parts, with a note where that is not the same. */
    static String fqan(String glob, List<String> notes) {
        String key = NO_ROLE.matcher(CAPABILITY.matcher(glob).replaceFirst("")).replaceFirst("");
        if (PLAIN.matcher(key).matches()) {
            return key;
        }
        Matcher role = ROLE_OPEN.matcher(key);
        Matcher open = OPEN_END.matcher(key);
        if (open.matches() && !open.group(1).equals("/")) {
            boolean trap = !key.endsWith("/*");
            notes.add(
                    trap
                            ? "the group and those below it; other groups that only begin so are no longer taken"
                            : "the group itself too, with any role");
            return open.group(1) + "/*/Role=*";
        }
        if (role.matches()) {
            notes.add("this role alone, not those that begin so");
            return fqan(role.group(1), notes);
        }
        if (BELOW.matcher(key).matches()) {
            notes.add("the group itself too, not only those below it");
            return key;
        }
        throw new IllegalArgumentException("a pattern that cannot be said: only `/*` after a group and `Role=*` can");
    }
}
