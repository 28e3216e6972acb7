package org.portcullis.pdp.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** The tables of the lease store: made in a new file, checked and never changed in one that has some. */
final class StoreSchema {
    private final Flyway flyway;
    private final Path file;

    StoreSchema(DataSource source, Path file) {
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
            flyway.migrate();
            return;
        }
        requireSameVersion(current.getVersion(), versionOfThisRelease(info));
        flyway.validate();
    }

    private void requireSameVersion(MigrationVersion theirs, MigrationVersion ours) {
        if (!theirs.equals(ours)) {
            throw new StoreUnavailableException("the lease store `" + file + "` has schema version " + theirs
                    + " and this release needs " + ours + ": start the release that wrote it");
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
