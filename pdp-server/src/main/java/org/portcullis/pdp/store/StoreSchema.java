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

/** The tables of the lease store: made where there are none, checked and brought up to this release where there are some. */
final class StoreSchema {
    /** Whether there is nothing yet, or only what a first start leaves that is cut short. */
    private static final String IS_OURS_IN_SQLITE =
            "SELECT count(*) = 0 OR sum(name = 'flyway_schema_history') = 1 FROM sqlite_master";

    private static final String IS_OURS_IN_POSTGRESQL = """
            SELECT count(*) = 0 OR bool_or(table_name = 'flyway_schema_history')
            FROM information_schema.tables WHERE table_schema = current_schema()""";

    private final Flyway flyway;
    private final DataSource source;
    private final String name;
    private final String isOurs;

    private StoreSchema(DataSource source, String name, String dialect, String isOurs) {
        this.source = source;
        this.name = name;
        this.isOurs = isOurs;
        flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/" + dialect)
                .failOnMissingLocations(true)
                .load();
    }

    static StoreSchema inSqlite(DataSource source, Path file) {
        return new StoreSchema(source, file.toString(), "sqlite", IS_OURS_IN_SQLITE);
    }

    static StoreSchema inPostgres(DataSource source, String url) {
        return new StoreSchema(source, url, "postgresql", IS_OURS_IN_POSTGRESQL);
    }

    void prepare() {
        MigrationInfoService info = flyway.info();
        MigrationInfo current = info.current();
        if (current == null) {
            require(isOurs(), "holds the tables of something else: name another place");
            flyway.migrate();
            return;
        }
        require(
                isKnown(info, current.getVersion()),
                "has schema version " + current.getVersion() + ", which this release does not know:"
                        + " start the release that wrote it");
        require(isUnaltered(), "was made by an altered release: start the release that wrote it");
        if (info.pending().length > 0) {
            flyway.migrate();
        }
    }

    private boolean isOurs() {
        return Jdbi.create(source)
                .withHandle(handle ->
                        handle.createQuery(isOurs).mapTo(Boolean.class).one());
    }

    private void require(boolean isMet, String otherwise) {
        if (!isMet) {
            throw new StoreUnavailableException("the lease store `" + name + "` " + otherwise);
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
