package org.portcullis.pdp.mapping.importing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.importing.TextFile.Line;
import org.portcullis.policy.importing.Findings;

/** Reads a map file of Argus, whose notation is ours: only what we cannot say differs. */
final class ArgusMap {
    private static final Pattern LINE = Pattern.compile("[ \\t]*\"((?:[^\"\\\\]|\\\\.)*+)\"[ \\t]*(.*)");

    private final TextFile file;
    private final Findings findings;

    ArgusMap(TextFile file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Adds its lines, with the first value of each alone or all of them. */
    void read(MapDraft draft, boolean firstOnly) {
        for (Line line : file.lines()) {
            String text = line.text().strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                read(line, draft, firstOnly);
            }
        }
    }

    private void read(Line line, MapDraft draft, boolean firstOnly) {
        Matcher parts = LINE.matcher(line.text());
        if (!parts.matches() || parts.group(2).isBlank()) {
            findings.lost(line.at(), "line", "not a key in double quotes and a value");
            return;
        }
        List<String> values = List.of(parts.group(2).strip().split("\\s*,\\s*", -1));
        String value = firstOnly ? values.get(0) : String.join(",", values);
        if (firstOnly && values.size() > 1) {
            findings.changed(line.at(), "line", "of several values `" + value + "` is given, as Argus did");
        } else {
            findings.kept(line.at(), "line", MapText.quote(parts.group(1)));
        }
        draft.add(line.at(), parts.group(1), value);
    }
}
