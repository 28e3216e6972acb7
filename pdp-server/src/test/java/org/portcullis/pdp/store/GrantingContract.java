package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.store.Leases.ATLAS;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Held;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.profile.Dn;

/** How leases are given out, wherever they are kept. */
abstract class GrantingContract {
    @TempDir
    Path directory;

    private LeaseSite site;

    abstract LeaseSite newSite();

    @BeforeEach
    void make() {
        site = newSite();
    }

    private LeaseRegister open() {
        return site.open(LeaseTerms.DEFAULTS, () -> NOW);
    }

    @Test
    void firstFreeAccountInTheGivenOrderIsTaken() {
        try (LeaseRegister store = open()) {
            assertThat(account(store.acquire(key("a"), List.of("atlas7", "atlas3"), NOW)))
                    .isEqualTo("atlas7");
            assertThat(account(store.acquire(key("b"), List.of("atlas7", "atlas3"), NOW)))
                    .isEqualTo("atlas3");
            assertThat(store.acquire(key("c"), List.of("atlas7", "atlas3"), NOW))
                    .isEqualTo(new Exhausted());
        }
    }

    @Test
    void keyThatHoldsAnAccountKeepsItWhateverIsFreeNow() {
        try (LeaseRegister store = open()) {
            LeaseOutcome first = store.acquire(key("a"), List.of("atlas7"), NOW);

            assertThat(store.acquire(key("a"), List.of("atlas1"), NOW.plusSeconds(60)))
                    .isEqualTo(first);
            assertThat(store.acquire(key("a"), List.of(), NOW.plusSeconds(60))).isEqualTo(first);
        }
    }

    @Test
    void everyPartOfTheKeyCounts() {
        Dn dn = key("a").dn();
        List<LeaseKey> keys = List.of(
                key("a"),
                new LeaseKey(ATLAS, dn, "prd"),
                new LeaseKey(ATLAS, dn, ""),
                new LeaseKey(ATLAS, new Dn("/C=XX/O=Grid/CN=a'; DROP TABLE lease; --"), "atlas"));
        try (LeaseRegister store = open()) {
            assertThat(keys.stream().map(key -> account(store.acquire(key, pool(9), NOW))))
                    .doesNotHaveDuplicates();
            assertThat(account(store.acquire(new LeaseKey(new Pool("cms"), dn, "cms"), List.of("cms1"), NOW)))
                    .isEqualTo("cms1");
            assertThat(store.all()).hasSize(5);
        }
    }

    @Test
    void leasesSurviveAReopen() {
        Lease lease;
        try (LeaseRegister store = open()) {
            lease = ((Held) store.acquire(key("a"), pool(3), NOW)).lease();
        }

        try (LeaseRegister store = open()) {
            assertThat(store.find(key("a"))).contains(lease);
            assertThat(store.find(key("b"))).isEmpty();
            assertThat(store.all()).containsExactly(lease);
            assertThat(store.acquire(key("a"), pool(3), NOW)).isEqualTo(new Held(lease));
            assertThat(account(store.acquire(key("b"), pool(3), NOW))).isEqualTo("atlas00002");
        }
    }

    @Test
    void twoStoresOnOneFileGiveNoAccountTwice() {
        try (LeaseRegister one = open();
                LeaseRegister two = open()) {
            assertThat(account(one.acquire(key("a"), pool(2), NOW))).isEqualTo("atlas00001");
            assertThat(account(two.acquire(key("b"), pool(2), NOW))).isEqualTo("atlas00002");
            assertThat(account(two.acquire(key("a"), pool(2), NOW))).isEqualTo("atlas00001");
            assertThat(one.acquire(key("c"), pool(2), NOW)).isEqualTo(new Exhausted());
        }
    }

    @Test
    void manyFirstQuestionsOfOnePersonAreOneLease() throws Exception {
        try (LeaseRegister store = open()) {
            List<LeaseOutcome> outcomes = inParallel(i -> store.acquire(key("a"), pool(40), NOW));

            assertThat(outcomes).hasSize(50).containsOnly(outcomes.get(0));
            assertThat(store.all()).hasSize(1);
        }
    }

    @Test
    void morePeopleThanAccountsShareNone() throws Exception {
        try (LeaseRegister store = open()) {
            List<LeaseOutcome> outcomes = inParallel(i -> store.acquire(key("user" + i), pool(40), NOW));

            assertThat(outcomes.stream().filter(new Exhausted()::equals)).hasSize(10);
            assertThat(store.all()).extracting(Lease::account).containsExactlyInAnyOrderElementsOf(pool(40));
            assertThat(store.all()).extracting(Lease::key).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyGrantIsInTheHistoryOnce() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(3), NOW);
            store.acquire(key("a"), pool(3), NOW);
            store.acquire(key("b"), List.of(), NOW);

            assertThat(store.history())
                    .extracting(event -> event.kind() + " " + event.lease().account())
                    .containsExactly("granted atlas00001");
        }
    }

    private static List<LeaseOutcome> inParallel(IntFunction<LeaseOutcome> question) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<LeaseOutcome>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> question.apply(i)))
                    .toList();
            List<LeaseOutcome> outcomes = new ArrayList<>();
            for (Future<LeaseOutcome> answer : answers) {
                outcomes.add(answer.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
