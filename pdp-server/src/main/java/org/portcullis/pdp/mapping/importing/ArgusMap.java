package org.portcullis.pdp.mapping.importing;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.importing.TextFile.Line;

/** Reads a map file of Argus. */
final class ArgusMap {
    private static final Pattern LINE = Pattern.compile("[ \\t]*\"((?:[^\"\\\\]|\\\\.)*+)\"[ \\t]*(.*)");

    private final TextFile file;
    private final ImportDraft draft;

    ArgusMap(TextFile file, ImportDraft draft) {
        this.file = file;
        this.draft = draft;
    }

    /** The lines of an account map, with the first value of each. */
    void readAccounts() {
        for (MapEntry entry : entries()) {
            String value = entry.values().get(0);
            if (entry.values().size() > 1) {
                draft.findings()
                        .changed(entry.at(), "line", "of several values `" + value + "` is given, as Argus did");
            } else {
                draft.findings().kept(entry.at(), "line", MapText.quote(entry.key()));
            }
            draft.addAccount(entry.at(), entry.key(), value);
        }
    }

    /** The lines of a group map, with all values. */
    void readGroups() {
        for (MapEntry entry : entries()) {
            draft.findings().kept(entry.at(), "line", MapText.quote(entry.key()));
            draft.addGroups(entry.at(), entry.key(), entry.values());
        }
    }

    private List<MapEntry> entries() {
        return file.saying().stream().flatMap(line -> entry(line).stream()).toList();
    }

    private Optional<MapEntry> entry(Line line) {
        Matcher parts = LINE.matcher(line.text());
        if (!parts.matches() || parts.group(2).isBlank()) {
            draft.findings().lost(line.at(), "line", "not a key in double quotes and a value");
            return Optional.empty();
        }
        return Optional.of(new MapEntry(
                line, parts.group(1), List.of(parts.group(2).strip().split("\\s*,\\s*", -1))));
    }
}
