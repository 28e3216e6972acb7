package org.portcullis.pdp.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The end of the audit log as it is now, which costs the same however long the log is. */
public record AuditTail(Path log) {
    private static final int MOST_BYTES = 512 << 10;

    /** The fields of the last records by their paths, latest first, at most so many; what is no whole record is left out. */
    public List<Map<String, String>> last(int most) throws IOException {
        List<String> lines = new ArrayList<>(end().lines().toList());
        Collections.reverse(lines);
        return lines.stream()
                .map(AuditTail::fields)
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }

    private String end() throws IOException {
        try (FileChannel file = FileChannel.open(log)) {
            long from = Math.max(0, file.size() - MOST_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - from));
            int read;
            do {
                read = file.read(bytes, from + bytes.position());
            } while (read > 0);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static Optional<Map<String, String>> fields(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            Map<String, String> fields = new RawRecord(line).fields();
            return fields.containsKey("callId") ? Optional.of(fields) : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
