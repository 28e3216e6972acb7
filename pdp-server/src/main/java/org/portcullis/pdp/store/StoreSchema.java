package org.portcullis.pdp.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Jdbi;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** The tables of the lease store: made in a new file, checked and never changed in one that has some. */
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
        MigrationVersion ours = versionOfThisRelease(info);
        require(
                current.getVersion().equals(ours),
                "has schema version " + current.getVersion() + " and this release needs " + ours
                        + ": start the release that wrote it");
        require(
                flyway.validateWithResult().validationSuccessful,
                "was made by an altered release: start the release that wrote it");
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

    private static MigrationVersion versionOfThisRelease(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
