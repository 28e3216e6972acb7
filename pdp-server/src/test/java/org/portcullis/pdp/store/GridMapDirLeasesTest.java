package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.portcullis.pdp.store.Leases.ATLAS;
import static org.portcullis.pdp.store.Leases.NOW;
import static org.portcullis.pdp.store.Leases.account;
import static org.portcullis.pdp.store.Leases.key;
import static org.portcullis.pdp.store.Leases.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome.Exhausted;
import org.portcullis.pdp.mapping.LeaseOutcome.Frozen;
import org.portcullis.pdp.mapping.LeaseOutcome.Quarantined;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.profile.Dn;

class GridMapDirLeasesTest {
    private static final String LINK = "%2fc%3dxx%2fo%3dgrid%2fcn%3d";
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    private Path directory;

    private Path shared;
    private LeaseSite site;
    private volatile Instant now = NOW;

    @BeforeEach
    void make() throws IOException {
        site = LeaseSite.gridmapdir(directory, 40);
        shared = directory.resolve("gridmapdir");
        for (String name : List.of("atlas3", "atlas7", "cms1")) {
            Files.createFile(shared.resolve(name));
        }
    }

    @Nested
    class Granting extends GrantingContract {
        @Override
        LeaseSite newSite() {
            return site;
        }
    }

    @Nested
    class Lifecycle extends LifecycleContract {
        @Override
        LeaseSite newSite() {
            return site;
        }
    }

    private LeaseRegister open() {
        return site.open(LeaseTerms.DEFAULTS, () -> now);
    }

    /** As LCMAPS or Argus do it. */
    private void link(String account, String name) throws IOException {
        Files.createLink(shared.resolve(name), shared.resolve(account));
    }

    private int links(String name) throws IOException {
        return (Integer) Files.getAttribute(shared.resolve(name), "unix:nlink");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/DC=org/DC=terena/C=nl/O=nikhef/CN=Oscar Koeroo okoeroo@nikhef.nl | ''"
                        + " | %2fdc%3dorg%2fdc%3dterena%2fc%3dnl%2fo%3dnikhef%2fcn%3doscar%20koeroo%20okoeroo%40nikhef%2enl",
                "/O=Grid/CN=Somebody | atlas | %2fo%3dgrid%2fcn%3dsomebody:atlas",
                "/O=Grid/CN=a_b-c:d(1) | '' | %2fo%3dgrid%2fcn%3da%5fb%2dc%3ad%281%29",
                "/O=Grid/CN=Frédéric | '' | %2fo%3dgrid%2fcn%3dfr%5cxc3%5cxa9d%5cxc3%5cxa9ric",
            })
    void linkIsNamedAsLcmapsNamesIt(String dn, String group, String name) {
        LeaseKey key = new LeaseKey(ATLAS, new Dn(dn), group);

        assertThat(GridMapDir.nameOf(key)).isEqualTo(name);
    }

    @Test
    void leaseIsAHardLinkBesideTheAccount() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(2), NOW);

            assertThat(Files.isSameFile(shared.resolve(LINK + "ann:atlas"), shared.resolve("atlas00001")))
                    .isTrue();
            assertThat(links("atlas00001")).isEqualTo(2);
        }
    }

    @Test
    void accountThatLcmapsGaveAwayIsNotGivenAgain() throws IOException {
        try (LeaseRegister store = open()) {
            link("atlas00001", LINK + "other:atlas");

            assertThat(account(store.acquire(key("Ann"), pool(2), NOW))).isEqualTo("atlas00002");
            assertThat(store.acquire(key("Ben"), pool(2), NOW)).isEqualTo(new Exhausted());
        }
    }

    @Test
    void whoHasALeaseFromLcmapsKeepsIt() throws IOException {
        try (LeaseRegister store = open()) {
            link("atlas00002", LINK + "ann:atlas");

            assertThat(account(store.acquire(key("Ann"), pool(2), NOW))).isEqualTo("atlas00002");
            assertThat(store.history("atlas00002")).hasSize(1);
        }
    }

    @Test
    void linkThatSomebodyElseRemovedIsTheEndOfTheLease() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(2), NOW);
            Files.delete(shared.resolve(LINK + "ann:atlas"));
            link("atlas00001", LINK + "other:atlas");

            assertThat(account(store.acquire(key("Ann"), pool(2), NOW))).isEqualTo("atlas00002");
            assertThat(store.history("atlas00001"))
                    .extracting(LeaseEvent::kind)
                    .containsExactly(LeaseEvent.Kind.GRANTED, LeaseEvent.Kind.EXPIRED);
        }
    }

    @Test
    void twoPeopleWhoDifferInCaseAloneDoNotShareAnAccount() {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(2), NOW);

            assertThat(store.acquire(key("ANN"), pool(2), NOW)).isEqualTo(new Frozen());
        }
    }

    @Test
    void accountWithThreeNamesIsNobodysUntilSomebodyLooks() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(2), NOW);
            link("atlas00001", LINK + "other:atlas");

            assertThat(store.acquire(key("Ann"), pool(2), NOW)).isEqualTo(new Frozen());
            Files.delete(shared.resolve(LINK + "other:atlas"));
            assertThat(account(store.acquire(key("Ann"), pool(2), NOW))).isEqualTo("atlas00001");
        }
    }

    @Test
    void leaseOfAnotherPoolIsRefused() throws IOException {
        try (LeaseRegister store = open()) {
            link("cms1", LINK + "ann:atlas");

            assertThat(store.acquire(key("Ann"), pool(2), NOW)).isEqualTo(new Frozen());
        }
    }

    @Test
    void linkWhoseAccountIsGoneIsRemoved() throws IOException {
        try (LeaseRegister store = open()) {
            Files.createFile(shared.resolve(LINK + "ann:atlas"));

            assertThat(account(store.acquire(key("Ann"), pool(2), NOW))).isEqualTo("atlas00001");
        }
    }

    @Test
    void accountInQuarantineLooksTakenToEverybodyElse() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(1), NOW);
            store.release("atlas00001", NOW, "ben", "left");

            assertThat(shared.resolve(LINK + "ann:atlas")).doesNotExist();
            assertThat(links("atlas00001")).isEqualTo(2);
            assertThat(store.acquire(key("Ben"), pool(1), NOW)).isEqualTo(new Quarantined());
            assertThat(account(store.acquire(key("Ben"), pool(1), NOW.plus(MONTH))))
                    .isEqualTo("atlas00001");
            assertThat(links("atlas00001")).isEqualTo(2);
        }
    }

    @Test
    void leaseThatAnotherServerReleasedEndsHereToo() {
        LeaseRegister other =
                GridMapDirLeases.open(shared, directory.resolve("other.db"), LeaseTerms.DEFAULTS, () -> now);
        try (LeaseRegister store = open();
                other) {
            store.acquire(key("Ann"), pool(1), NOW);
            assertThat(account(other.acquire(key("Ann"), pool(1), NOW))).isEqualTo("atlas00001");
            store.release("atlas00001", NOW, "ben", "left");

            other.keepUp();
            Awaitility.await().until(() -> other.held().isEmpty());

            assertThat(other.acquire(key("Ben"), pool(1), NOW)).isEqualTo(new Quarantined());
            assertThat(account(other.acquire(key("Ben"), pool(1), NOW.plus(MONTH))))
                    .isEqualTo("atlas00001");
        }
    }

    @Test
    void quarantineOfAnotherServerIsRespected() {
        LeaseRegister other =
                GridMapDirLeases.open(shared, directory.resolve("other.db"), LeaseTerms.DEFAULTS, () -> now);
        try (LeaseRegister store = open();
                other) {
            store.acquire(key("Ann"), pool(1), NOW);
            store.release("atlas00001", NOW, "ben", "left");

            assertThat(other.acquire(key("Ben"), pool(1), NOW)).isEqualTo(new Exhausted());
            assertThat(account(other.acquire(key("Ben"), pool(1), NOW.plus(MONTH))))
                    .isEqualTo("atlas00001");
        }
    }

    @Test
    void accountIsFreeForEverybodyWhenItsQuarantineIsOver() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(1), NOW);
            store.release("atlas00001", NOW, "ben", "left");
            now = NOW.plus(MONTH);

            store.keepUp();

            Awaitility.await().until(() -> links("atlas00001") == 1);
        }
    }

    @Test
    void useIsWrittenToTheLink() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(1), NOW);
            store.acquire(key("Ann"), pool(1), NOW.plusSeconds(60));
        }

        assertThat(Files.getLastModifiedTime(shared.resolve(LINK + "ann:atlas")).toInstant())
                .isEqualTo(Instant.ofEpochMilli(NOW.plusSeconds(60).toEpochMilli()));
    }

    @Test
    void grantThatWasCutShortAfterItsLinkIsMadeGood() throws IOException {
        link("atlas00002", LINK + "ann:atlas");

        try (LeaseRegister store = open()) {
            assertThat(account(store.acquire(key("Ann"), pool(2), NOW))).isEqualTo("atlas00002");
        }
    }

    @Test
    void returnFromQuarantineThatWasCutShortIsMadeGood() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(1), NOW);
            link("atlas00001", ".quarantine~atlas00001");

            assertThat(account(store.acquire(key("Ann"), pool(1), NOW))).isEqualTo("atlas00001");
            assertThat(links("atlas00001")).isEqualTo(2);
        }
    }

    @Test
    void nameThatIsTooLongForAFileHasNoLeaseAndHarmsNobody() {
        try (LeaseRegister store = open()) {
            assertThat(store.acquire(key("x".repeat(300)), pool(2), NOW)).isEqualTo(new Exhausted());
            assertThat(account(store.acquire(key("Ann"), pool(2), NOW))).isEqualTo("atlas00001");
        }
    }

    @Test
    void directoryThatIsNotMountedEndsNoLease() throws IOException {
        try (LeaseRegister store = open()) {
            store.acquire(key("Ann"), pool(1), NOW);
            Path away = Files.move(shared, directory.resolve("away"));

            assertThatThrownBy(() -> store.acquire(key("Ann"), pool(1), NOW))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("is it mounted?");

            Files.move(away, shared);
            assertThat(account(store.acquire(key("Ann"), pool(1), NOW))).isEqualTo("atlas00001");
            assertThat(store.history()).hasSize(1);
        }
    }

    @Test
    void directoryThatIsNotThereIsRefused() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(
                        () -> GridMapDirLeases.open(missing, directory.resolve("x.db"), LeaseTerms.DEFAULTS, () -> now))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("`" + missing + "`: it must be a directory that the server can write to");
    }
}
