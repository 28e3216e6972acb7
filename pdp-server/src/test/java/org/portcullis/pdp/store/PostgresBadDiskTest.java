package org.portcullis.pdp.store;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.portcullis.pdp.store.FaultyDisk.Temper;

class PostgresBadDiskTest extends BadDiskContract {
    private final FaultyDisk disk = FaultyDisk.make();
    private final PostgresServer database = PostgresServer.startOn(disk);
    private final LeaseSite site = LeaseSite.postgres(database.newDatabase());

    @Override
    FaultyDisk disk() {
        return disk;
    }

    @Override
    LeaseSite site() {
        return site;
    }

    @Override
    AskedStore start(LeaseSite where, int pool) {
        return AskedStore.start(List.of(), where, pool);
    }

    /** PostgreSQL ends itself rather than trust a disk that lost a write, and cannot start on one that takes none. */
    @Override
    void repairAfter(Temper temper) {
        if (temper == Temper.UNKEPT || temper == Temper.READ_ONLY) {
            Awaitility.await().until(() -> !database.isRunning());
            database.resume();
        }
    }

    @AfterEach
    void remove() {
        database.close();
        disk.close();
    }
}
