package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private final Findings findings;

    LcmapsMap(TextFile file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The lines of a grid-mapfile; those that name an account before those that name a pool, as LCMAPS asks for them. */
    void readAccounts(MapDraft accounts) {
        MapDraft pools = new MapDraft();
        forEach((line, key, values) -> {
            boolean named = values.stream().anyMatch(value -> !value.startsWith("."));
            String value = values.stream()
                    .filter(one -> one.startsWith(".") != named)
                    .findFirst()
                    .orElseThrow();
            if (values.size() > 1) {
                findings.changed(
                        line.at(), "line", "of several values `" + value + "` is given, whatever account is asked for");
            }
            (named ? accounts : pools).add(line.at(), key, value);
        });
        pools.lines().forEach(line -> accounts.add(line.at(), line.key(), line.value()));
    }

    /** The lines of a groupmapfile. */
    void readGroups(MapDraft groups) {
        forEach((line, key, values) -> {
            if (values.get(0).startsWith(".")) {
                findings.lost(line.at(), "line", "pools of groups cannot be said: name a group");
            } else {
                groups.add(line.at(), key, values.get(0));
            }
        });
    }

    /** What is done with a line. */
    private interface Taker {
        void take(Line line, String key, List<String> values);
    }

    private void forEach(Taker taker) {
        for (Line line : file.lines()) {
            String text = line.text().strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                take(line, taker);
            }
        }
    }

    private void take(Line line, Taker taker) {
        Matcher parts = LINE.matcher(line.text());
        if (!parts.matches()) {
            findings.lost(line.at(), "line", "unbalanced quotes: LCMAPS failed for everybody, close them");
            return;
        }
        String key = parts.group(1) == null ? parts.group(2) : parts.group(1);
        List<String> values = Arrays.stream(
                        SEPARATOR.split(REMARK.matcher(parts.group(3)).replaceFirst(""), -1))
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty() || values.contains("\\")) {
            findings.lost(line.at(parts.start(3)), "line", "no account or pool after the key");
            return;
        }
        keyOf(line, key).forEach(ours -> taker.take(line, ours, values));
    }

    private List<String> keyOf(Line line, String key) {
        try {
            List<String> notes = new ArrayList<>();
            String ours = isDn(key) ? plainDn(key) : fqan(key, notes);
            if (notes.isEmpty()) {
                findings.kept(line.at(), "line", MapText.quote(key));
            }
            notes.forEach(note -> findings.changed(line.at(), MapText.quote(key), note));
            return List.of(ours);
        } catch (IllegalArgumentException e) {
            findings.lost(line.at(), MapText.quote(key), String.valueOf(e.getMessage()));
            return List.of();
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
