package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.audit.AuditIndexes.Use;

/** An index makes a search faster, and nothing else. */
class AuditSearchTest {
    private static final int QUERIES = 700;

    @TempDir
    private Path directory;

    /** What a search brought: the records and their places, and what it could not read. */
    private record Brought(List<Found> found, Unread unread) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, -42, 7})
    void searchWithIndexesFindsWhatReadingEveryLineFinds(long seed) throws IOException {
        RandomLog random = new RandomLog(directory, seed).write(4, 60);
        List<PastAnswer> all = all(random.log());

        for (int i = 0; i < QUERIES; i++) {
            DecisionQuery query = random.query(all);

            Brought scanned = each(random.log(), Use.NONE, query);
            Brought indexed = each(random.log(), Use.MAKE, query);

            assertThat(indexed).as("%s", query).isEqualTo(scanned);
            int most = random.upTo(60);
            AuditSearch.Latest latest = new AuditSearch(random.log(), Use.READ).latest(query, most);
            int begin = Math.max(0, scanned.found().size() - most);
            assertThat(latest.found())
                    .isEqualTo(scanned.found().subList(begin, scanned.found().size()));
            assertThat(latest.truncated()).isEqualTo(begin > 0);
            assertThat(latest.report().notes()).isEmpty();
        }
    }

    @Test
    void scanWithoutIndexesIsTheHistoryFiltered() throws IOException {
        RandomLog random = new RandomLog(directory, 3).write(3, 100);
        List<PastAnswer> all = all(random.log());

        for (int i = 0; i < 50; i++) {
            DecisionQuery query = random.query(all);
            List<PastAnswer> wanted = new ArrayList<>();
            Unread unread = new AuditHistory(random.log()).answers(query.span(), answer -> {
                if (query.test(answer)) {
                    wanted.add(answer);
                }
            });

            Brought scanned = each(random.log(), Use.NONE, query);

            assertThat(scanned.found()).extracting(Found::answer).isEqualTo(wanted);
            assertThat(scanned.unread()).isEqualTo(unread);
        }
    }

    @Test
    void pagesTogetherAreTheWholeAndGoOnWhileRecordsComeAndFilesAreRotated() throws IOException {
        RandomLog random = new RandomLog(directory, 4).write(4, 60);
        DecisionQuery query = new DecisionQuery(Span.EVER, Map.of(Trait.VO, Set.of("atlas", "cms")));
        List<Found> wanted = each(random.log(), Use.NONE, query).found();
        AuditSearch search = new AuditSearch(random.log(), Use.MAKE);
        List<Found> paged = new ArrayList<>();

        Optional<Place> before = Optional.empty();
        boolean isMore = true;
        while (isMore) {
            AuditSearch.Latest page = search.latest(query, 7, before);
            paged.addAll(0, page.found());
            before = page.found().stream().map(Found::place).findFirst();
            isMore = page.truncated();
            if (paged.size() == 14) {
                Files.writeString(random.log(), "\n" + random.lines(20), StandardOpenOption.APPEND);
                rotate(random);
            }
        }

        assertThat(paged).isEqualTo(wanted);
    }

    @Test
    void pageBehindAPlaceThatIsGoneIsAnError() throws IOException {
        RandomLog random = new RandomLog(directory, 4).write(2, 5);
        Place gone = new Place("0".repeat(64), 1);

        assertThatThrownBy(() -> new AuditSearch(random.log(), Use.READ)
                        .latest(new DecisionQuery(Span.EVER, Map.of()), 5, Optional.of(gone)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void damagedIndexCostsTimeAndIsTold() throws IOException {
        RandomLog random = new RandomLog(directory, 5).write(3, 100);
        List<PastAnswer> all = all(random.log());
        new AuditIndexes(random.log()).update();
        SplittableRandom chance = new SplittableRandom(6);

        for (int i = 0; i < 30; i++) {
            List<Path> files = indexes(random);
            Path index = files.get(i % files.size());
            byte[] whole = Files.readAllBytes(index);
            byte[] damaged = whole.clone();
            damaged[chance.nextInt(whole.length)] ^= 4;
            Files.write(index, damaged);
            DecisionQuery query = random.query(all);

            Brought read = each(random.log(), Use.READ, query);

            assertThat(read).as("%s", query).isEqualTo(each(random.log(), Use.NONE, query));
            Files.write(index, whole);
        }
        for (Path index : indexes(random)) {
            Files.write(index, new byte[] {1, 2, 3});
        }
        AuditSearch.Report report = new AuditSearch(random.log(), Use.READ)
                .each(new DecisionQuery(Span.EVER, Map.of()), (place, line, answer) -> {});
        assertThat(report.notes())
                .hasSize(2)
                .allSatisfy(note -> assertThat(note).contains("portcullis audit index"));
    }

    @Test
    void indexOfAFileThatWasChangedIsNotUsedAndGoesWithTheNextUpdate() throws IOException {
        RandomLog random = new RandomLog(directory, 7).write(3, 50);
        AuditIndexes indexes = new AuditIndexes(random.log());
        indexes.update();
        List<Path> before = indexes(random);
        Files.writeString(random.rotated(1), random.lines(10), StandardOpenOption.APPEND);
        DecisionQuery query = new DecisionQuery(Span.EVER, Map.of(Trait.DECISION, Set.of("permit")));

        assertThat(each(random.log(), Use.MAKE, query)).isEqualTo(each(random.log(), Use.NONE, query));
        assertThat(indexes(random)).hasSize(3);
        assertThat(indexes.update()).extracting(AuditIndexes.Kept::state).containsOnly(AuditIndexes.Kept.State.THERE);

        assertThat(indexes(random)).hasSize(2).isNotEqualTo(before);
    }

    @Test
    void indexOutlivesTheRenamingOfItsFile() throws IOException {
        RandomLog random = new RandomLog(directory, 8).write(3, 50);
        AuditIndexes indexes = new AuditIndexes(random.log());
        indexes.update();
        List<Path> before = indexes(random);

        Files.move(random.rotated(2), random.log().resolveSibling("audit-2025-12-31.jsonl"));
        List<AuditIndexes.Kept> kept = indexes.update();

        assertThat(kept).extracting(AuditIndexes.Kept::state).containsOnly(AuditIndexes.Kept.State.THERE);
        assertThat(indexes(random)).isEqualTo(before);
    }

    @Test
    void whereNoIndexCanBeKeptEverythingIsReadAndThatIsTold() throws IOException {
        RandomLog random = new RandomLog(directory, 9).write(2, 50);
        Files.writeString(new AuditIndexes(random.log()).directory(), "a file where the directory should be");
        DecisionQuery query = new DecisionQuery(Span.EVER, Map.of(Trait.DECISION, Set.of("deny")));
        List<Found> found = new ArrayList<>();

        AuditSearch.Report report = new AuditSearch(random.log(), Use.MAKE)
                .each(query, (place, line, answer) -> found.add(new Found(place, answer)));

        assertThat(found).isEqualTo(each(random.log(), Use.NONE, query).found());
        assertThat(report.notes()).singleElement().asString().contains(random.rotated(1) + " was read");
        assertThat(new AuditIndexes(random.log()).update()).noneMatch(AuditIndexes.Kept::isThere);
    }

    @Test
    void severalMayMakeTheSameIndexesAtOnce() throws Exception {
        RandomLog random = new RandomLog(directory, 10).write(4, 400);
        DecisionQuery query = new DecisionQuery(Span.EVER, Map.of(Trait.VO, Set.of("atlas")));
        Brought wanted = each(random.log(), Use.NONE, query);
        Callable<Brought> searching = () -> each(random.log(), Use.MAKE, query);

        List<Brought> brought = atOnce(Collections.nCopies(6, searching));

        assertThat(brought).allSatisfy(one -> assertThat(one).isEqualTo(wanted));
        assertThat(indexes(random)).hasSize(3);
    }

    @Test
    void rotationWhileFilesAreReadHidesNothingAndShowsNothingTwice() throws Exception {
        RandomLog random = new RandomLog(directory, 11).write(3, 200);
        DecisionQuery query = new DecisionQuery(Span.EVER, Map.of());
        List<PastAnswer> wanted = all(random.log());
        Callable<Brought> rotating = () -> {
            for (int i = 0; i < 20; i++) {
                rotate(random);
            }
            return new Brought(List.of(), Unread.NOTHING);
        };
        Callable<Brought> searching = () -> each(random.log(), Use.MAKE, query);

        List<Brought> brought = atOnce(List.of(rotating, searching, searching, searching));

        assertThat(brought.subList(1, 4))
                .allSatisfy(
                        one -> assertThat(one.found()).extracting(Found::answer).isEqualTo(wanted));
    }

    @Test
    void emptyLogAndNoLogAreSearchedToo() throws IOException {
        Path log = directory.resolve("audit.jsonl");
        Files.createFile(log);
        Files.createFile(directory.resolve("audit.jsonl.1"));
        DecisionQuery query = new DecisionQuery(Span.EVER, Map.of());

        assertThat(each(log, Use.MAKE, query)).isEqualTo(new Brought(List.of(), Unread.NOTHING));
        assertThat(each(directory.resolve("missing/audit.jsonl"), Use.MAKE, query))
                .isEqualTo(new Brought(List.of(), Unread.NOTHING));
        assertThat(new AuditIndexes(directory.resolve("missing/audit.jsonl")).update())
                .isEmpty();
    }

    private static void rotate(RandomLog random) throws IOException {
        for (int number = 40; number > 0; number--) {
            if (Files.exists(random.rotated(number))) {
                Files.move(random.rotated(number), random.rotated(number + 1));
            }
        }
        Files.move(random.log(), random.rotated(1));
        Files.createFile(random.log());
    }

    private static List<Brought> atOnce(List<Callable<Brought>> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<Brought> done = new ArrayList<>();
            for (Future<Brought> one : threads.invokeAll(work)) {
                done.add(one.get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Brought each(Path log, Use use, DecisionQuery query) throws IOException {
        List<Found> found = new ArrayList<>();
        AuditSearch.Report report =
                new AuditSearch(log, use).each(query, (place, line, answer) -> found.add(new Found(place, answer)));
        return new Brought(found, report.unread());
    }

    private static List<PastAnswer> all(Path log) throws IOException {
        List<PastAnswer> all = new ArrayList<>();
        new AuditHistory(log).answers(Span.EVER, all::add);
        return all;
    }

    private static List<Path> indexes(RandomLog random) throws IOException {
        try (Stream<Path> files = Files.list(new AuditIndexes(random.log()).directory())) {
            return files.sorted().toList();
        }
    }
}
