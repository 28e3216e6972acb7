package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.portcullis.pdp.store.FaultyDisk.Temper;

class SqliteBadDiskTest extends BadDiskContract {
    private final FaultyDisk disk = FaultyDisk.make();

    @Override
    FaultyDisk disk() {
        return disk;
    }

    @Override
    LeaseSite site() {
        return LeaseSite.sqlite(disk.directory().resolve("leases.db"));
    }

    @Override
    AskedStore start(LeaseSite site, int pool) {
        return AskedStore.start(disk.prefix(), site, pool);
    }

    @Override
    void repairAfter(Temper temper) {
        if (temper == Temper.UNKEPT) {
            AskedStore.Answer refused = askNewcomer();
            assertThat(refused.isGiven()).isFalse();
            assertThat(refused.problem()).contains("check the disk, then restart");
            restart();
        }
    }

    @AfterEach
    void remove() {
        disk.close();
    }
}
