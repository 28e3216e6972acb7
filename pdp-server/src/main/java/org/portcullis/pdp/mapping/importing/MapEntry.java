package org.portcullis.pdp.mapping.importing;

import java.util.List;
import org.portcullis.pdp.mapping.importing.TextFile.Line;
import org.portcullis.policy.source.Position;

/** A line of a map file that is taken over: its key in the notation it has to have, and its values, at least one. */
record MapEntry(Line line, String key, List<String> values) {
    MapEntry {
        values = List.copyOf(values);
    }

    Position at() {
        return line.at();
    }
}
