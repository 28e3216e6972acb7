package org.portcullis.pdp.audit;

import java.util.ArrayList;
import java.util.List;

/** Understands the lines of a search and picks those that were asked for; counts what it cannot understand. Not thread-safe. */
final class Picker {
    private final DecisionQuery query;
    private final LineReader reader;
    private final List<String> broken = new ArrayList<>();
    private long damaged;
    private long unknown;

    Picker(DecisionQuery query) {
        this.query = query;
        reader = new LineReader(query.span());
    }

    DecisionQuery query() {
        return query;
    }

    /** Hands on the record of this line, if it was asked for. */
    void take(byte[] line, Place place, AuditSearch.Hits hits) {
        LineReader.Outcome outcome = reader.read(line, 0, line.length, answer -> {
            if (query.test(answer)) {
                hits.take(place, line, answer);
            }
        });
        damaged += outcome == LineReader.Outcome.DAMAGED ? 1 : 0;
        unknown += outcome == LineReader.Outcome.UNKNOWN ? 1 : 0;
    }

    /** Notes that the rest of a file cannot be read. */
    void breaksOff(HeldFile file) {
        broken.add(file.path() + " breaks off or cannot be unpacked, what follows in it is left out");
    }

    Unread unread() {
        return new Unread(damaged, unknown, broken);
    }
}
