package org.portcullis.pdp.audit.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes an index: for each leaf of up to 262,144 lines, where each line stands and the second it came in, and the sorted
 * entries of its terms; then the directory of the leaves, and a trailer. Not thread-safe.
 *
 * <p>Everything is a number of eight bytes, the highest first. A row of numbers has a checksum for each 4,096 of them, which
 * the directory keeps; the trailer has one over the directory and itself.
 */
public final class IndexWriter {
    /** Lines of a leaf, at most. */
    static final int LINES = 1 << Term.LINE_BITS;
    /** The term of lines that could not be understood. */
    static final long ODD = Term.of("", "");

    private final FileChannel file;
    private final Longs places = new Longs();
    private final Longs entries = new Longs();
    private final Longs directory = new Longs();
    private int lines;
    private long from;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Writes to this file, which is empty. */
    public IndexWriter(FileChannel file) {
        this.file = file;
    }

    /** The next line: where it begins, the second it came in, and its terms. */
    public void line(long offset, long second, long... terms) throws IOException {
        int line = next(offset, second);
        first = Math.min(first, second);
        last = Math.max(last, second);
        for (long term : terms) {
            entries.add(Term.entry(term, line));
        }
    }

    /** The next line, which could not be understood: it is among those of every term. */
    public void oddLine(long offset) throws IOException {
        entries.add(Term.entry(ODD, next(offset, 0)));
    }

    private int next(long offset, long second) throws IOException {
        if (lines == LINES) {
            endLeaf(offset);
        }
        places.add(offset);
        places.add(second);
        return lines++;
    }

    /** Ends the file; {@code meaning} is a number for what terms mean, which changes when they do. */
    public void finish(Fingerprint log, long meaning) throws IOException {
        if (lines > 0) {
            endLeaf(log.size());
        }
        long position = file.position();
        long[] leaves = directory.all();
        long[] end = Trailer.of(log, meaning, position, leaves.length);
        ByteBuffer bytes = ByteBuffer.allocate((leaves.length + end.length) * Long.BYTES);
        bytes.asLongBuffer().put(leaves).put(end);
        int summed = bytes.capacity() - Long.BYTES;
        bytes.putLong(summed, Blocks.checksum(bytes, summed));
        write(bytes);
        file.force(false);
    }

    private void endLeaf(long to) throws IOException {
        entries.sortDistinct();
        long[] head = {from, to, lines, entries.size(), first, last, file.position()};
        for (long number : head) {
            directory.add(number);
        }
        blocks(places.all());
        blocks(entries.all());
        places.clear();
        entries.clear();
        lines = 0;
        from = to;
        first = Long.MAX_VALUE;
        last = Long.MIN_VALUE;
    }

    private void blocks(long[] numbers) throws IOException {
        for (int start = 0; start < numbers.length; start += Blocks.NUMBERS) {
            int count = Math.min(Blocks.NUMBERS, numbers.length - start);
            ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
            bytes.asLongBuffer().put(numbers, start, count);
            directory.add(numbers[start]);
            directory.add(Blocks.checksum(bytes, bytes.capacity()));
            write(bytes);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
