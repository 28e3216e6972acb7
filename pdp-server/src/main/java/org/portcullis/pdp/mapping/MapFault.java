package org.portcullis.pdp.mapping;

import java.io.Serial;

/** Something is wrong with what is looked at, by this rule; thrown to whoever knows where that is. */
final class MapFault extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final MapRule rule;

    MapFault(MapRule rule, String message) {
        super(message);
        this.rule = rule;
    }

    MapRule rule() {
        return rule;
    }

    static void require(boolean isMet, MapRule rule, String otherwise) {
        if (!isMet) {
            throw new MapFault(rule, otherwise);
        }
    }
}
