package org.portcullis.pdp.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --output} of the commands that answer in words, or in JSON. */
public final class OutputOption {
    @Option(
            names = {"--output", "-o"},
            defaultValue = "text",
            description = "Form of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Form form;

    /** How an answer is written. */
    enum Form {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether programs are to read it. */
    public boolean isJson() {
        return form == Form.JSON;
    }
}
