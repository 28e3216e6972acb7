package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexKeeperTest {
    @TempDir
    private Path directory;

    @Test
    void indexOfAFileThatIsGoneGoesAndTheOthersStay() throws IOException {
        RandomLog random = new RandomLog(directory, 1).write(3, 20);
        new AuditIndexes(random.log()).update();
        assertThat(indexes(random)).hasSize(2);

        try (IndexKeeper keeper = IndexKeeper.start(random.log(), Duration.ofMillis(10))) {
            Files.delete(random.rotated(2));

            await().untilAsserted(() -> assertThat(indexes(random)).hasSize(1));
            assertThat(keeper).isNotNull();
        }
    }

    private static List<Path> indexes(RandomLog random) throws IOException {
        Path directory = new AuditIndexes(random.log()).directory();
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.getFileName().toString().length() == 32)
                    .toList();
        }
    }
}
