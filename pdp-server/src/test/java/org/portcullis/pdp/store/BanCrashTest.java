package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.ban.BanEvent;

/** Kills a process that adds bans, again and again; {@code portcullis.ban.crashes} says how often. */
class BanCrashTest {
    private static final int ROUNDS = Integer.getInteger("portcullis.ban.crashes", 50);

    @TempDir
    private Path directory;

    @Test
    void acknowledgedBanIsNeverLost() throws Exception {
        Path file = directory.resolve("bans.db");
        SqliteBanStore store = new SqliteBanStore(file);
        store.prepare();
        SplittableRandom random = new SplittableRandom(11);
        Set<String> acknowledged = new LinkedHashSet<>();
        int seen = 0;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(runAndKillAfter(1 + random.nextInt(12), file, "round" + round));

            List<BanEvent> history = store.history();
            assertThat(history)
                    .as("round %d", round)
                    .hasSizeGreaterThan(seen)
                    .extracting(event -> event.entry().ban().selector())
                    .containsAll(acknowledged);
            seen = history.size();
        }

        assertThat(store.read().bans()).hasSize(seen);
        assertThat(store.history())
                .extracting(BanEvent::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seen).boxed().toList());
        assertThat(seen - acknowledged.size()).isBetween(0, ROUNDS);
    }

    /** What it acknowledged before it died; a line that the kill cut was not. */
    private static List<String> runAndKillAfter(int answers, Path file, String name)
            throws IOException, InterruptedException {
        Process writer = BanWriter.start(file, name, Integer.MAX_VALUE);
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
            while (lines.size() < answers) {
                String line = output.readLine();
                assertThat(line).as("the writer ended by itself: %s", lines).startsWith("dn:");
                lines.add(line);
            }
            writer.toHandle().destroyForcibly();
            output.lines().filter(line -> line.startsWith("dn:")).forEach(lines::add);
        } finally {
            writer.toHandle().destroyForcibly();
            writer.waitFor();
        }
        return lines;
    }
}
