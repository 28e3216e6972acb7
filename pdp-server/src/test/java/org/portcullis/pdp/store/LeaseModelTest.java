package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseRegister;

class LeaseModelTest {
    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void behavesLikeAMapAndAListOfFreeAccounts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 1 + random.nextInt(6);
        Deque<String> free = new ArrayDeque<>(pool(size));
        Map<String, String> held = new HashMap<>();

        for (int run = 0; run < 3; run++) {
            try (LeaseRegister store = SqliteLeases.open(directory.resolve("leases.db"))) {
                for (int step = 0; step < 20; step++) {
                    String name = "user" + random.nextInt(8);
                    String expected = held.computeIfAbsent(name, absent -> free.poll());

                    assertThat(account(store.acquire(key(name), pool(size), NOW)))
                            .isEqualTo(expected == null ? "-" : expected);
                }
                assertThat(store.all()).extracting(Lease::account).containsExactlyInAnyOrderElementsOf(held.values());
            }
        }
    }
}
