package org.portcullis.pdp.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;

/** Where the leases of a test are kept: one store that is opened again and again. */
interface LeaseSite {
    LeaseRegister open(LeaseTerms terms, InstantSource clock);

    /** As an argument of a command, for {@link #of(String)}. */
    String spelling();

    static LeaseSite sqlite(Path file) {
        return of("sqlite " + file);
    }

    static LeaseSite postgres(String url) {
        return of("postgresql " + url);
    }

    /** A gridmapdir with account files for a pool of that size, beside its history. */
    static LeaseSite gridmapdir(Path directory, int size) {
        try {
            Path shared = Files.createDirectories(directory.resolve("gridmapdir"));
            for (String account : Leases.pool(size)) {
                Files.createFile(shared.resolve(account));
            }
            return of("gridmapdir " + directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LeaseSite of(String spelling) {
        String[] words = spelling.split(" ", 2);
        return new LeaseSite() {
            @Override
            public LeaseRegister open(LeaseTerms terms, InstantSource clock) {
                return switch (words[0]) {
                    case "sqlite" -> SqliteLeases.open(Path.of(words[1]), terms, clock);
                    case "gridmapdir" ->
                        GridMapDirLeases.open(
                                Path.of(words[1], "gridmapdir"), Path.of(words[1], "leases.db"), terms, clock);
                    default ->
                        PostgresLeases.open(words[1], PostgresServer.USER, PostgresServer.PASSWORD, terms, clock);
                };
            }

            @Override
            public String spelling() {
                return spelling;
            }
        };
    }
}
