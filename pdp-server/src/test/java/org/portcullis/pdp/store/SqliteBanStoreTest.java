package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanEvent.Kind;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.ban.BanStoreException;
import org.portcullis.pdp.ban.NoSuchBanException;

/** The site's own bans in a real SQLite file. */
class SqliteBanStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:04:05Z");
    private static final BanNote NOTE = new BanNote("public", "private", "T-1", "officer");
    private static final BanPeriod WEEK = new BanPeriod(NOW, NOW.plusSeconds(7 * 86400));

    @TempDir
    private Path directory;

    private Path file;
    private SqliteBanStore store;

    @BeforeEach
    void prepare() {
        file = directory.resolve("bans.db");
        store = new SqliteBanStore(file);
        store.prepare();
    }

    @Test
    void whatIsAddedIsReadBackWhole() {
        List<BanEvent> added = add("vo:mayhem", "dn:/C=XX/CN=A");

        BanStore.Contents contents = store.read();

        assertThat(contents.bans())
                .isEqualTo(added.stream().map(BanEvent::entry).toList());
        assertThat(contents.bans().get(0))
                .isEqualTo(new BanEntry("1", Ban.parse("vo:mayhem"), NOTE, WEEK, BanEntry.Origin.SITE));
        assertThat(contents.last()).isEqualTo(new BanStore.Mark(2, NOW));
    }

    @Test
    void everyChangeIsAnEventThatStays() {
        add("vo:mayhem");
        BanPeriod ever = new BanPeriod(NOW, Instant.MAX);

        store.change("1", Kind.EXTENDED, ban -> with(ban, ever), NOW.plusSeconds(1));
        BanEntry extended = store.find("1");
        store.change("1", Kind.LIFTED, ban -> ban, NOW.plusSeconds(2));

        assertThat(extended.period()).isEqualTo(ever);
        assertThat(store.read().bans()).isEmpty();
        assertThat(store.read().last().revision()).isEqualTo(3);
        assertThat(store.history()).extracting(BanEvent::kind).containsExactly(Kind.ADDED, Kind.EXTENDED, Kind.LIFTED);
        assertThat(store.since(3)).extracting(BanEvent::revision).containsExactly(3L);
        assertThat(store.since(4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "", "x", "1 OR 1=1"})
    void banThatIsLiftedOrNeverWasCannotBeChanged(String id) {
        add("vo:mayhem");
        store.change("1", Kind.LIFTED, ban -> ban, NOW);

        assertThatThrownBy(() -> store.change(id, Kind.EXTENDED, ban -> ban, NOW))
                .isInstanceOf(NoSuchBanException.class);
        assertThat(store.history()).hasSize(2);
    }

    @Test
    void historyCannotBeRewritten() throws SQLException {
        add("vo:mayhem");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of("DELETE FROM ban_event", "UPDATE ban_event SET kind = 'lifted'")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("append-only");
            }
        }

        assertThat(store.read().bans()).hasSize(1);
    }

    @Test
    void failedChangeLeavesNothing() {
        add("vo:mayhem");

        assertThatThrownBy(() -> store.change(
                        "1",
                        Kind.LIFTED,
                        ban -> {
                            throw new IllegalStateException("in the middle");
                        },
                        NOW))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.history()).hasSize(1);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void writersInTwoProcessesLoseNothing() throws Exception {
        Process other = BanWriter.start(file, "other", 40);

        for (int n = 0; n < 40; n++) {
            add("dn:/C=XX/CN=here " + n);
        }
        assertThat(other.waitFor()).isZero();

        assertThat(store.read().bans())
                .extracting(entry -> entry.ban().selector())
                .containsAll(names("here", 40))
                .containsAll(names("other", 40))
                .hasSize(80);
        assertThat(store.history())
                .extracting(BanEvent::revision)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 80).mapToObj(n -> (long) n).toList());
    }

    @Test
    void fileThatIsNoStoreIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(file, "this is not a database, and long enough to be looked at as one: " + "x".repeat(100));

        assertThatThrownBy(store::read).isInstanceOf(BanStoreException.class).hasMessageContaining("cannot be used");
        assertThatThrownBy(() -> add("vo:mayhem")).isInstanceOf(BanStoreException.class);
        assertThat(Files.readString(file)).startsWith("this is not a database");
    }

    @Test
    void storeOfAnotherReleaseIsRefused() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(store::read)
                .isInstanceOf(BanStoreException.class)
                .hasMessageContaining("holds no bans of this release");
    }

    @Test
    void storeThatIsGoneIsNotTakenForAnEmptyOne() throws IOException {
        Files.delete(file);

        assertThatThrownBy(store::read).isInstanceOf(BanStoreException.class).hasMessageContaining("is gone");
        assertThatThrownBy(() -> store.since(1)).hasMessageContaining("is gone");
        assertThat(file).doesNotExist();
    }

    @Test
    void lockedStoreSaysSoAndServesAgainLater() throws SQLException {
        add("vo:mayhem");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            assertThatThrownBy(store::read)
                    .isInstanceOf(BanStoreException.class)
                    .hasMessageContaining("locked");
        }

        assertThat(store.read().bans()).hasSize(1);
    }

    @Test
    void goodFileIsRememberedAsItWas() {
        store.keepGoodFile("vo:a\n", NOW);
        store.keepGoodFile("vo:b\r\n\u00e9", NOW);

        assertThat(store.goodFile()).contains("vo:b\r\n\u00e9");
    }

    @Test
    void theSameBanIsNotAddedTwiceBySomebodyWhoDoesNotKnowTheFirst() {
        add("vo:a");
        SqliteBanStore.Draft second = new SqliteBanStore.Draft(Ban.parse("dn:/C=XX/CN=A"), NOTE, WEEK);

        Optional<BanEvent> first = store.addUnlessSame(second, 1, NOW);
        Optional<BanEvent> same = store.addUnlessSame(second, 1, NOW);
        Optional<BanEvent> known = store.addUnlessSame(second, 2, NOW);

        assertThat(first).map(BanEvent::revision).contains(2L);
        assertThat(same).isEmpty();
        assertThat(known).map(BanEvent::revision).contains(3L);
    }

    @Test
    void whatWasLiftedOrIsOverStandsAgainstNoOther() {
        SqliteBanStore.Draft draft = new SqliteBanStore.Draft(Ban.parse("vo:a"), NOTE, WEEK);
        String id = add("vo:a").get(0).entry().id();
        store.change(id, Kind.LIFTED, ban -> ban, NOW);

        assertThat(store.addUnlessSame(draft, 0, NOW)).isPresent();
        assertThat(store.addUnlessSame(draft, 0, WEEK.end())).isPresent();
        assertThat(store.addUnlessSame(draft, 0, NOW)).isEmpty();
    }

    private List<BanEvent> add(String... selectors) {
        return store.add(
                List.of(selectors).stream()
                        .map(selector -> new SqliteBanStore.Draft(Ban.parse(selector), NOTE, WEEK))
                        .toList(),
                NOW);
    }

    private static BanEntry with(BanEntry ban, BanPeriod period) {
        return new BanEntry(ban.id(), ban.ban(), ban.note(), period, ban.origin());
    }

    private static List<String> names(String who, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "dn:/C=XX/CN=" + who + " " + n)
                .toList();
    }
}
