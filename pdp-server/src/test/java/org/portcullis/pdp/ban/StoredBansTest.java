package org.portcullis.pdp.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.ban.BanEvent.Kind;

/** Changes laid over the bans that were read as a whole are the bans as they are now. */
class StoredBansTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:04:05Z");

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everySequenceOfChangesEndsWhereThePlainMapDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<BanEntry> first =
                IntStream.rangeClosed(1, 50).mapToObj(StoredBansTest::entry).toList();
        Map<Long, BanEntry> model = new TreeMap<>();
        first.forEach(entry -> model.put(Long.valueOf(entry.id()), entry));
        StoredBans bans = new StoredBans(first, new BanStore.Mark(50, NOW));
        for (int revision = 51; revision < 1600; ) {
            List<BanEvent> changes = new ArrayList<>();
            for (int left = random.nextInt(1, 40); left > 0; left--) {
                changes.add(change(revision++, random, model));
            }

            bans = bans.after(changes);

            assertThat(bans.last().revision()).isEqualTo(revision - 1);
            assertThat(bans.entries()).containsExactlyInAnyOrderElementsOf(model.values());
            assertThat(bans.size()).isEqualTo(model.size());
        }
        for (int n = 1; n < 1600; n++) {
            BanEntry asked = entry(n);
            assertThat(bans.find(asked.ban().key()).map(BanEntry::id).toList())
                    .isEqualTo(model.containsKey((long) n) ? List.of(asked.id()) : List.of());
            assertThat(bans.mayHave(asked.ban().key()) || !model.containsKey((long) n))
                    .isTrue();
        }
    }

    @Test
    void nothingDoneIsNothingNew() {
        StoredBans bans = new StoredBans(List.of(entry(1)), new BanStore.Mark(1, NOW));

        assertThat(bans.after(List.of())).isSameAs(bans);
    }

    private static BanEvent change(int revision, SplittableRandom random, Map<Long, BanEntry> model) {
        List<Long> there = List.copyOf(model.keySet());
        long old = there.isEmpty() ? 0 : there.get(random.nextInt(there.size()));
        if (old == 0 || random.nextInt(3) == 0) {
            BanEntry added = entry(revision);
            model.put((long) revision, added);
            return new BanEvent(revision, NOW, Kind.ADDED, added);
        } else if (random.nextBoolean()) {
            BanEntry lifted = model.getOrDefault(old, entry((int) old));
            model.remove(old);
            return new BanEvent(revision, NOW, Kind.LIFTED, lifted);
        }
        BanEntry extended = new BanEntry(
                String.valueOf(old),
                entry((int) old).ban(),
                BanNote.NONE,
                new BanPeriod(NOW, NOW.plusSeconds(revision)),
                BanEntry.Origin.SITE);
        model.put(old, extended);
        return new BanEvent(revision, NOW, Kind.EXTENDED, extended);
    }

    private static BanEntry entry(int n) {
        return new BanEntry(
                String.valueOf(n),
                Ban.parse("dn:/C=XX/CN=User " + n),
                BanNote.NONE,
                BanPeriod.ALWAYS,
                BanEntry.Origin.SITE);
    }
}
