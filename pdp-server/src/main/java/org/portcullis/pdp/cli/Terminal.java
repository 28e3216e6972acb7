package org.portcullis.pdp.cli;

import java.io.Console;
import java.util.Optional;

/** The person at the keyboard, if there is one. */
public final class Terminal {
    private Terminal() {}

    /** What is typed in reply; nothing where nobody can be asked. */
    @SuppressWarnings("SystemConsoleNull") // Java 17 answers null without a terminal
    public static Optional<String> ask(String question) {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.of(String.valueOf(console.readLine("%s", question)));
    }
}
