package org.portcullis.pdp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a secret is: the first line of a file, or a variable of the environment. The secret itself is read when needed. */
public record SecretPlace(Kind kind, String name) {
    /** What kind of place it is. */
    public enum Kind {
        FILE,
        ENV
    }

    /**
     * The secret.
     *
     * @throws ConfigException if it is not there
     */
    public String read() {
        try {
            Optional<String> secret = kind == Kind.ENV
                    ? Optional.ofNullable(System.getenv(name))
                    : Files.readAllLines(Path.of(name)).stream().findFirst();
            return secret.filter(text -> !text.isBlank())
                    .orElseThrow(() -> new ConfigException(List.of("no secret in " + this)));
        } catch (IOException e) {
            throw new ConfigException(List.of("no secret in " + this + ": " + e));
        }
    }

    @Override
    public String toString() {
        return Values.spelling(kind) + ":" + name;
    }
}
