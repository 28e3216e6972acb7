package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.store.Leases.ATLAS;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Frozen;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.LinkName;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.profile.Dn;

/** Leases that were moved in under the names of their links, until their holders come. */
@ExtendWith(PostgresExtension.class)
class MovedInLeasesTest {
    @TempDir
    private Path directory;

    private LeaseRegister open(String kind, PostgresServer server) {
        LeaseSite site = kind.equals("sqlite")
                ? LeaseSite.of("sqlite " + directory.resolve("leases.db"))
                : LeaseSite.postgres(server.newDatabase());
        return site.open(LeaseTerms.DEFAULTS, () -> NOW);
    }

    private static Lease ofLink(String name, String account) {
        LeaseKey named = key(name);
        return new Lease(
                new LeaseKey(ATLAS, LinkName.of(named.dn()).holder(), named.primaryGroup()),
                account,
                NOW.minusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void holderWhoComesHasItUnderHisNameAndItsHistoryTellsBoth(String kind, PostgresServer server) {
        try (LeaseRegister store = open(kind, server)) {
            store.moveIn(List.of(ofLink("Alice", "atlas00002")));

            assertThat(account(store.acquire(key("Alice"), pool(3), NOW))).isEqualTo("atlas00002");
            assertThat(account(store.acquire(key("ALICE"), pool(3), NOW))).isEqualTo("atlas00001");
            assertThat(store.held()).hasSize(2);
            assertThat(store.quarantined(ATLAS, NOW)).isEmpty();
            assertThat(store.history("atlas00002"))
                    .extracting(LeaseEvent::kind)
                    .containsExactly(LeaseEvent.Kind.GRANTED, LeaseEvent.Kind.RELEASED, LeaseEvent.Kind.GRANTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void manyFirstQuestionsOfEverybodyLeadToTheAccountsOfOld(String kind, PostgresServer server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (LeaseRegister store = open(kind, server)) {
            store.keepUp();
            store.moveIn(IntStream.rangeClosed(1, 100)
                    .mapToObj(n -> ofLink("Person " + n, String.format("atlas%05d", 101 - n)))
                    .toList());

            List<Callable<String>> questions = IntStream.range(0, 400)
                    .mapToObj(n -> (Callable<String>) () -> accountOnceThereIsTime(store, "Person " + (n % 100 + 1)))
                    .toList();
            List<Future<String>> answers = threads.invokeAll(questions);

            for (int n = 0; n < answers.size(); n++) {
                assertThat(answers.get(n).get()).isEqualTo(String.format("atlas%05d", 100 - n % 100));
            }
            Awaitility.await().untilAsserted(() -> assertThat(store.all()).hasSize(100));
        } finally {
            threads.shutdownNow();
        }
    }

    /** A busy machine may have none for one more lease within the bound; then nobody is let in, and asks again. */
    private static String accountOnceThereIsTime(LeaseRegister store, String person) {
        return Awaitility.await()
                .ignoreException(StoreUnavailableException.class)
                .until(() -> account(store.acquire(key(person), pool(120), NOW)), account -> true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void frozenOneLetsNobodyIn(String kind, PostgresServer server) {
        try (LeaseRegister store = open(kind, server)) {
            store.moveIn(List.of(ofLink("Alice", "atlas00002")));
            store.freeze("atlas00002", NOW, "test", "incident");

            assertThat(store.acquire(key("Alice"), pool(3), NOW)).isEqualTo(new Frozen());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void accountOfSomebodyElseIsNotMovedIn(String kind, PostgresServer server) {
        try (LeaseRegister store = open(kind, server)) {
            store.acquire(key("Bob"), pool(1), NOW);

            assertThat(store.moveIn(List.of(ofLink("Alice", "atlas00001"), ofLink("Carol", "atlas00002"))))
                    .first()
                    .isEqualTo(new Exhausted());
            assertThat(account(store.acquire(key("Carol"), pool(3), NOW))).isEqualTo("atlas00002");
        }
    }

    @Test
    void gridmapdirTakesNoLeaseUnderTheNameOfALink() {
        try (LeaseRegister store = LeaseSite.gridmapdir(directory, 3).open(LeaseTerms.DEFAULTS, () -> NOW)) {
            assertThat(store.moveIn(List.of(ofLink("Alice", "atlas00002")))).containsExactly(new Exhausted());
        }
    }

    @Test
    void fiveThousandAreMovedInWithinSeconds() {
        List<Lease> leases = Stream.iterate(1, n -> n + 1)
                .limit(5000)
                .map(n -> ofLink("Person " + n, String.format("atlas%05d", n)))
                .toList();
        try (LeaseRegister store =
                LeaseSite.of("sqlite " + directory.resolve("leases.db")).open(LeaseTerms.DEFAULTS, () -> NOW)) {
            long start = System.nanoTime();

            store.moveIn(leases);

            assertThat((System.nanoTime() - start) / 1_000_000_000L)
                    .as("seconds")
                    .isLessThan(120);
            assertThat(store.all()).hasSize(5000);
        }
    }

    @Test
    void nameOfALinkIsNobodysDn() {
        Dn holder = LinkName.of(key("Alice").dn()).holder();

        assertThat(LinkName.isHolder(holder)).isTrue();
        assertThat(LinkName.isHolder(key("Alice").dn())).isFalse();
        assertThat(holder.value()).isEqualTo("/gridmapdir=%2fc%3dxx%2fo%3dgrid%2fcn%3dalice");
    }
}
