package org.portcullis.pdp.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes to lines. A line beyond the bound, as a damaged disk makes them, is cut there. Not thread-safe. */
final class LineSplitter {
    private static final int LONGEST = 1 << 20;

    /** Whoever takes the lines, each without its end. */
    interface Lines {
        void take(byte[] line) throws IOException;
    }

    /** Whoever wants to know also where they begin, counted from the first byte of all that was taken. */
    interface PlacedLines {
        void take(byte[] line, long start) throws IOException;
    }

    private final PlacedLines lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(2048);
    private final byte[] chunk = new byte[1 << 16];
    private long taken;
    private long lineStart;

    private LineSplitter(PlacedLines lines) {
        this.lines = lines;
    }

    LineSplitter(Lines lines) {
        this((line, start) -> lines.take(line));
    }

    static LineSplitter placing(PlacedLines lines) {
        return new LineSplitter(lines);
    }

    /** Takes all there is now; a line that has no end yet is kept for the next time. How many bytes that were. */
    long drain(InputStream in) throws IOException {
        long total = 0;
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            split(length);
            total += length;
        }
        return total;
    }

    private void split(int length) throws IOException {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                begun.write(chunk, start, i - start);
                end();
                start = i + 1;
                lineStart = taken + start;
            }
        }
        begun.write(chunk, start, length - start);
        taken += length;
        if (begun.size() > LONGEST) {
            end();
            lineStart = taken;
        }
    }

    /** Hands on the last line, if it has no end. */
    void end() throws IOException {
        if (begun.size() > 0) {
            lines.take(begun.toByteArray(), lineStart);
            begun.reset();
        }
    }
}
