package org.portcullis.pdp.cli.policy;

import java.util.Locale;

/** How an answer is written: for people, or as one line of JSON. */
enum OutputForm {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
