package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTailTest {
    @TempDir
    private Path directory;

    @Test
    void theLastRecordsComeFirst() throws IOException {
        List<String> lines =
                IntStream.range(0, 5000).mapToObj(AuditTailTest::line).toList();

        assertThat(tail(lines).last(3))
                .extracting(record -> record.get("callId"))
                .containsExactly("4999", "4998", "4997");
        assertThat(tail(lines).last(Integer.MAX_VALUE)).hasSizeBetween(1000, 4999);
    }

    @Test
    void whatIsNoRecordIsLeftOut() throws IOException {
        List<String> lines = List.of(line(1), "{\"callId\":", "5", "", "not JSON", "{\"a\":1}", "[{\"callId\":\"2\"}]");

        assertThat(tail(lines).last(10))
                .singleElement()
                .satisfies(record -> assertThat(record).containsEntry("callId", "1"));
    }

    @Test
    void withoutALogThereIsNothing() throws IOException {
        assertThat(new AuditTail(directory.resolve("none")).last(10)).isEmpty();
    }

    private static String line(int number) {
        return "{\"v\":2,\"callId\":\"" + number + "\",\"subject\":{\"dn\":\"" + "/CN=x".repeat(60) + "\"}}";
    }

    private AuditTail tail(List<String> lines) throws IOException {
        return new AuditTail(Files.write(directory.resolve("audit.jsonl"), lines));
    }
}
