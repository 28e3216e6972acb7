package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseEvent.Kind;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Frozen;
import org.portcullis.pdp.mapping.LeaseOutcome.Quarantined;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.NoSuchLeaseException;
import org.portcullis.pdp.mapping.Tenure;
import org.portcullis.profile.Dn;

/** How leases end, freeze and are remembered, wherever they are kept. */
abstract class LifecycleContract {
    private static final Duration DAY = Duration.ofDays(1);
    static final LeaseTerms TERMS = new LeaseTerms(DAY.multipliedBy(10), DAY.multipliedBy(30));

    @TempDir
    Path directory;

    private LeaseSite site;
    private volatile Instant now = NOW;

    abstract LeaseSite newSite();

    @BeforeEach
    void make() {
        site = newSite();
    }

    private LeaseRegister open() {
        return site.open(TERMS, () -> now);
    }

    @Test
    void accountThatWasReleasedIsKeptFromOthersForTheQuarantine() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);
            store.release("atlas00001", NOW, "ann", "left");

            assertThat(store.acquire(
                            key("b"), pool(1), NOW.plus(DAY.multipliedBy(30)).minusMillis(1)))
                    .isEqualTo(new Quarantined());
            assertThat(account(store.acquire(key("b"), pool(1), NOW.plus(DAY.multipliedBy(30)))))
                    .isEqualTo("atlas00001");
        }
    }

    @Test
    void anotherFreeAccountIsTakenBeforeOneIsRefusedForQuarantine() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(2), NOW);
            store.release("atlas00001", NOW, "ann", "left");

            assertThat(account(store.acquire(key("b"), pool(2), NOW))).isEqualTo("atlas00002");
            assertThat(store.acquire(key("c"), pool(2), NOW)).isEqualTo(new Quarantined());
        }
    }

    @Test
    void whoComesBackInTimeHasTheSameAccountAgain() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(3), NOW);
            store.acquire(key("b"), pool(3), NOW);
            store.release("atlas00002", NOW, "ann", "left");

            assertThat(account(store.acquire(key("b"), pool(3), NOW.plus(DAY)))).isEqualTo("atlas00002");
            assertThat(store.quarantined(key("b").pool(), NOW.plus(DAY))).isEmpty();
        }
    }

    @Test
    void frozenLeaseLetsNobodyInAndIsNeverGivenAway() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);
            store.freeze("atlas00001", NOW, "ann", "incident");

            assertThat(store.acquire(key("a"), pool(1), NOW)).isEqualTo(new Frozen());
            assertThat(store.acquire(key("b"), pool(1), NOW)).isEqualTo(new Exhausted());
            assertThatThrownBy(() -> store.release("atlas00001", NOW, "ann", "x"))
                    .isInstanceOf(NoSuchLeaseException.class)
                    .hasMessageContaining("frozen: thaw it first");

            store.thaw("atlas00001", NOW, "ann", "cleared");
            assertThat(account(store.acquire(key("a"), pool(1), NOW))).isEqualTo("atlas00001");
        }
        try (LeaseRegister store = open()) {
            assertThat(store.held()).extracting(HeldLease::frozen).containsExactly(false);
        }
    }

    @Test
    void growthIsWhatWasGrantedLessWhatEnded() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(3), NOW);
            store.acquire(key("b"), pool(3), NOW.plus(DAY));
            store.acquire(key("c"), pool(3), NOW.plus(DAY));
            store.freeze("atlas00003", NOW.plus(DAY), "ann", "incident");

            assertThat(store.growth(NOW)).isEqualTo(Map.of(key("a").pool(), 2L));
            store.release("atlas00001", NOW.plus(DAY), "ann", "left");
            assertThat(store.growth(NOW)).isEqualTo(Map.of(key("a").pool(), 1L));
            assertThat(store.growth(NOW.minusMillis(1))).isEqualTo(Map.of(key("a").pool(), 2L));
            assertThat(store.growth(NOW.plus(DAY))).isEmpty();
        }
    }

    @Test
    void freezeSurvivesARestart() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);
            store.freeze("atlas00001", NOW, "ann", "incident");
        }
        try (LeaseRegister store = open()) {
            assertThat(store.acquire(key("a"), pool(1), NOW)).isEqualTo(new Frozen());
        }
    }

    @Test
    void whatIsNotSoCannotBeChanged() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);

            assertThatThrownBy(() -> store.release("atlas00009", NOW, "ann", "x"))
                    .isInstanceOf(NoSuchLeaseException.class)
                    .hasMessage("nobody holds account `atlas00009`");
            assertThatThrownBy(() -> store.thaw("atlas00001", NOW, "ann", "x"))
                    .isInstanceOf(NoSuchLeaseException.class)
                    .hasMessageContaining("is not frozen");
        }
    }

    @Test
    void everyChangeIsInTheHistoryWithItsAuthorAndReason() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);
            store.freeze("atlas00001", NOW.plusSeconds(1), "ann", "incident");
            store.thaw("atlas00001", NOW.plusSeconds(2), "ben", "cleared");
            store.release("atlas00001", NOW.plusSeconds(3), "ann", "left");

            List<LeaseEvent> events = store.history("atlas00001");
            assertThat(events)
                    .extracting(event -> event.kind() + " " + event.author() + " " + event.reason())
                    .containsExactly("granted  ", "frozen ann incident", "thawed ben cleared", "released ann left");
            assertThat(store.history(new Dn("/C=XX/O=Grid/CN=a"))).isEqualTo(events);
            assertThat(store.history()).isEqualTo(events);
        }
    }

    @Test
    void whoHadAnAccountWhenCanBeTold() {
        Instant second = NOW.plus(DAY.multipliedBy(40)).truncatedTo(ChronoUnit.MILLIS);
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);
            store.release("atlas00001", NOW.plus(DAY), "ann", "left");
            store.acquire(key("b"), pool(1), second);

            List<Tenure> tenures = Tenure.of(store.history("atlas00001"));

            assertThat(tenures).extracting(tenure -> tenure.lease().key()).containsExactly(key("a"), key("b"));
            assertThat(tenures.get(0).covers(NOW)).isTrue();
            assertThat(tenures.get(0).covers(NOW.plus(DAY))).isFalse();
            assertThat(tenures.get(1).covers(second.minusMillis(1))).isFalse();
            assertThat(tenures.get(1).covers(second.plus(DAY))).isTrue();
        }
    }

    @Test
    void leaseThatNobodyUsedExpires() {
        try (LeaseRegister store = open()) {
            store.acquire(key("idle"), pool(2), NOW);
            store.acquire(key("busy"), pool(2), NOW);
            store.acquire(key("busy"), pool(2), NOW.plus(DAY.multipliedBy(9)));
            now = NOW.plus(DAY.multipliedBy(11));

            store.keepUp();

            Awaitility.await().until(() -> store.all().size() == 1);
            assertThat(store.find(key("busy"))).isPresent();
            assertThat(store.history("atlas00001"))
                    .extracting(LeaseEvent::kind)
                    .containsExactly(Kind.GRANTED, Kind.EXPIRED);
            assertThat(store.acquire(key("new"), pool(2), now)).isEqualTo(new Quarantined());
        }
    }

    @Test
    void frozenLeasesAndLeasesThatLastForEverDoNotExpire() {
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);
            store.freeze("atlas00001", NOW, "ann", "incident");
            now = NOW.plus(DAY.multipliedBy(400));
            store.keepUp();
            store.acquire(key("witness"), List.of("atlas00002"), now);
        }
        try (LeaseRegister store = site.open(LeaseTerms.DEFAULTS, () -> now)) {
            store.keepUp();

            assertThat(store.held()).hasSize(2);
        }
    }

    @Test
    void clockThatJumpsEndsNoLeases() {
        try (LeaseRegister store = open()) {
            for (int i = 0; i < 12; i++) {
                store.acquire(key("u" + i), pool(12), NOW);
            }
            now = NOW.plus(DAY.multipliedBy(3650));

            store.keepUp();

            Awaitility.await().until(() -> store.problem().isPresent());
            assertThat(store.problem())
                    .hasValueSatisfying(
                            text -> assertThat(text)
                                    .isEqualTo(
                                            "12 leases would expire at once, so none does: check the clock, or release them by hand"));
            assertThat(store.held()).hasSize(12);
        }
    }

    @Test
    void lastUseIsOnDiskWhenTheStoreIsClosed() {
        Instant later = NOW.plus(DAY).truncatedTo(ChronoUnit.MILLIS);
        try (LeaseRegister store = open()) {
            store.acquire(key("a"), pool(1), NOW);
            store.acquire(key("a"), pool(1), later);
            store.acquire(key("a"), pool(1), NOW);
        }
        try (LeaseRegister store = open()) {
            assertThat(store.held()).extracting(HeldLease::lastUsedAt).containsExactly(later);
        }
    }

    @Test
    void runningServerTakesOverWhatACommandChanged() {
        try (LeaseRegister server = open();
                LeaseRegister command = open()) {
            server.acquire(key("a"), pool(2), NOW);
            server.acquire(key("b"), pool(2), NOW);
            server.keepUp();

            command.release("atlas00001", NOW, "ann", "left");
            command.freeze("atlas00002", NOW, "ann", "incident");

            Awaitility.await().until(() -> server.find(key("a")).isEmpty());
            Awaitility.await()
                    .until(() -> server.acquire(key("b"), pool(2), NOW).equals(new Frozen()));
        }
    }
}
