package org.portcullis.load.cli;

import java.util.Locale;

/** Ways of writing an answer. */
enum Output {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
