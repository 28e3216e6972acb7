package org.portcullis.pdp.config;

import java.nio.file.Path;
import java.util.function.Function;

/** Where leases are kept. */
public sealed interface LeasePlace {
    /** The value for this alternative. */
    <T> T match(Function<Sqlite, T> sqlite, Function<Postgresql, T> postgresql, Function<Gridmapdir, T> gridmapdir);

    /** The file {@code storage.leases}. */
    record Sqlite() implements LeasePlace {
        @Override
        public <T> T match(
                Function<Sqlite, T> sqlite, Function<Postgresql, T> postgresql, Function<Gridmapdir, T> gridmapdir) {
            return sqlite.apply(this);
        }
    }

    /** A database that several servers share, by its JDBC address without credentials. */
    record Postgresql(String url, String user, SecretPlace password) implements LeasePlace {
        @Override
        public <T> T match(
                Function<Sqlite, T> sqlite, Function<Postgresql, T> postgresql, Function<Gridmapdir, T> gridmapdir) {
            return postgresql.apply(this);
        }
    }

    /** A directory of hard links that LCMAPS uses too; what it cannot hold is in the file {@code storage.leases}. */
    record Gridmapdir(Path directory) implements LeasePlace {
        @Override
        public <T> T match(
                Function<Sqlite, T> sqlite, Function<Postgresql, T> postgresql, Function<Gridmapdir, T> gridmapdir) {
            return gridmapdir.apply(this);
        }
    }
}
