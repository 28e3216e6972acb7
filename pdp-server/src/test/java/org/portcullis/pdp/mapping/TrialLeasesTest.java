package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.profile.Dn;

class TrialLeasesTest {
    private static final List<String> ACCOUNTS = List.of("atlas001", "atlas002", "atlas003");

    @TempDir
    private Path directory;

    @Test
    void theyAnswerAsTheStoreOfAServerDoes() {
        SplittableRandom random = new SplittableRandom(42);
        TrialLeases trial = new TrialLeases(List.of());
        try (LeaseRegister store = SqliteLeases.open(directory.resolve("leases.db"))) {
            for (int i = 0; i < 40; i++) {
                LeaseKey key = new LeaseKey(
                        new Pool("atlas"), new Dn("/CN=" + random.nextInt(5)), random.nextBoolean() ? "atlas" : "");

                assertThat(trial.find(key)).isEqualTo(store.find(key));
                assertThat(trial.acquire(key, ACCOUNTS, Instant.EPOCH))
                        .isEqualTo(store.acquire(key, ACCOUNTS, Instant.EPOCH));
            }

            assertThat(trial.all()).containsExactlyInAnyOrderElementsOf(store.all());
        }
    }

    @Test
    void leasesThatThereAreAreKept() {
        TrialLeases first = new TrialLeases(List.of());
        LeaseKey ann = new LeaseKey(new Pool("atlas"), new Dn("/CN=ann"), "");
        first.acquire(ann, ACCOUNTS.subList(1, 2), Instant.EPOCH);

        TrialLeases second = new TrialLeases(first.all());

        assertThat(second.acquire(ann, ACCOUNTS, Instant.EPOCH)).isEqualTo(first.acquire(ann, ACCOUNTS, Instant.EPOCH));
    }
}
