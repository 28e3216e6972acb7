package org.portcullis.pdp.mapping;

import org.portcullis.policy.source.Position;

/** What a line of a map says about somebody: whether it counts, and why or why not. */
public record LineVerdict(Position at, String line, boolean counts, String why) {
    static LineVerdict of(MapLine line, boolean counts, String why) {
        return new LineVerdict(line.at(), "\"" + line.written() + "\" " + String.join(", ", line.texts()), counts, why);
    }
}
