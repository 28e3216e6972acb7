package org.portcullis.pdp.store;

import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Jdbi;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** The tables of the lease store: made in a new file, checked and brought up to this release in one that has some. */
final class StoreSchema {
    private final Flyway flyway;
    private final DataSource source;
    private final Path file;

    StoreSchema(DataSource source, Path file) {
        this.source = source;
        this.file = file;
        flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/sqlite")
                .failOnMissingLocations(true)
                .load();
    }

    void prepare() {
        MigrationInfoService info = flyway.info();
        MigrationInfo current = info.current();
        if (current == null) {
            require(isOurs(), "holds the tables of something else: name another file");
            flyway.migrate();
            return;
        }
        require(
                isKnown(info, current.getVersion()),
                "has schema version " + current.getVersion() + ", which this release does not know:"
                        + " start the release that wrote it");
        require(isUnaltered(), "was made by an altered release: start the release that wrote it");
        flyway.migrate();
    }

    /** Nothing is in the file yet, or only what a first start leaves that is cut short. */
    private boolean isOurs() {
        return Jdbi.create(source)
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) = 0 OR sum(name = 'flyway_schema_history') = 1 FROM sqlite_master")
                        .mapTo(Boolean.class)
                        .one());
    }

    private void require(boolean isMet, String otherwise) {
        if (!isMet) {
            throw new StoreUnavailableException("the lease store `" + file + "` " + otherwise);
        }
    }

    /** Compares what was applied with what this release would have applied; what is still to come is no difference. */
    private boolean isUnaltered() {
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .ignoreMigrationPatterns("*:pending")
                .load()
                .validateWithResult()
                .validationSuccessful;
    }

    private static boolean isKnown(MigrationInfoService info, MigrationVersion version) {
        return Arrays.stream(info.all())
                .anyMatch(migration -> migration.getState().isResolved()
                        && migration.getVersion().equals(version));
    }
}
