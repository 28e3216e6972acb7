package org.portcullis.pdp.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Finds where a chain stands, by the lines of a log from first to last. Not thread-safe. */
public final class ChainEnd {
    private ChainHead head = ChainHead.START;

    /** The head after all that was taken. */
    public ChainHead head() {
        return head;
    }

    /** Takes a file of the log, or the end of one. */
    public void drain(InputStream in) throws IOException {
        head = head.atFile();
        new Lines(this::take).drain(in);
    }

    private void take(byte[] line, boolean whole) {
        head = Link.of(line).map(link -> link.head().after(line)).orElseGet(() -> head.past(line));
    }

    /** Bytes to lines, blank ones too. A line beyond the bound, as a damaged disk makes them, comes in pieces. Not thread-safe. */
    static final class Lines {
        private static final int LONGEST = 1 << 20;

        /** Whoever takes them; the last one may not be whole. */
        interface Taker {
            void take(byte[] line, boolean whole);
        }

        private final Taker taker;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream(2048);
        private final byte[] chunk = new byte[1 << 16];

        Lines(Taker taker) {
            this.taker = taker;
        }

        void drain(InputStream in) throws IOException {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                split(length);
            }
            if (begun.size() > 0) {
                end(false);
            }
        }

        private void split(int length) {
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (chunk[i] == '\n') {
                    begin(start, i);
                    end(true);
                    start = i + 1;
                }
            }
            begin(start, length);
        }

        private void begin(int start, int end) {
            int from = start;
            while (from < end) {
                int piece = Math.min(end - from, LONGEST - begun.size());
                begun.write(chunk, from, piece);
                from += piece;
                if (begun.size() == LONGEST) {
                    end(false);
                }
            }
        }

        private void end(boolean whole) {
            taker.take(begun.toByteArray(), whole);
            begun.reset();
        }
    }
}
