package org.portcullis.pdp.audit.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What an index says of some lines that follow each other: those from byte {@code from} to just before {@code to} of the log file. */
public final class Leaf {
    private final long from;
    private final long to;
    private final int lines;
    private final long first;
    private final long last;
    private final Blocks places;
    private final Blocks entries;

    private Leaf(FileChannel file, Numbers directory) throws IOException {
        from = directory.next();
        to = directory.next();
        lines = directory.upTo(IndexWriter.LINES);
        int terms = directory.upTo(Integer.MAX_VALUE / Long.BYTES);
        first = directory.next();
        last = directory.next();
        long position = directory.next();
        places = directory.blocks(file, position, 2 * lines);
        entries = directory.blocks(file, position + 2L * lines * Long.BYTES, terms);
    }

    /** Those of a directory, in their order. */
    static List<Leaf> all(FileChannel file, long[] directory) throws IOException {
        Numbers numbers = new Numbers(directory);
        List<Leaf> leaves = new ArrayList<>();
        while (numbers.isLeft()) {
            leaves.add(new Leaf(file, numbers));
        }
        return leaves;
    }

    /** Reads a directory. Not thread-safe. */
    private static final class Numbers {
        private final long[] numbers;
        private int at;

        Numbers(long[] numbers) {
            this.numbers = numbers;
        }

        boolean isLeft() {
            return at < numbers.length;
        }

        long next() throws IOException {
            if (!isLeft()) {
                throw new DamagedIndexException("its directory breaks off");
            }
            return numbers[at++];
        }

        int upTo(int most) throws IOException {
            long number = next();
            if (number < 0 || number > most) {
                throw new DamagedIndexException("its directory makes no sense");
            }
            return (int) number;
        }

        Blocks blocks(FileChannel file, long position, int size) throws IOException {
            int count = Blocks.count(size);
            long[] starts = new long[count];
            long[] sums = new long[count];
            for (int i = 0; i < count; i++) {
                starts[i] = next();
                sums[i] = next();
            }
            return new Blocks(file, position, size, starts, sums);
        }
    }

    /** The first byte of its first line. */
    public long from() {
        return from;
    }

    /** The byte after its last line. */
    public long to() {
        return to;
    }

    /** Every line. */
    public BitSet all() {
        BitSet all = new BitSet(lines);
        all.set(0, lines);
        return all;
    }

    /** The lines that could not be understood when the index was made. */
    public BitSet odd() throws IOException {
        return with(IndexWriter.ODD);
    }

    /** The lines with this term, and perhaps some more. */
    public BitSet with(long term) throws IOException {
        BitSet found = new BitSet(lines);
        long least = Term.entry(term, 0);
        long most = Term.entry(term, IndexWriter.LINES - 1);
        for (int block = entries.before(least); block < entries.count() && entries.starts()[block] <= most; block++) {
            for (long entry : entries.read(block)) {
                if (entry >= least && entry <= most) {
                    found.set(Term.line(entry));
                }
            }
        }
        return found;
    }

    /** Whether a line that was understood came between these seconds, both included. */
    public boolean isWithin(long since, long until) {
        return first <= until && since <= last;
    }

    /** Takes out of these lines those that came before or after these seconds. */
    public void within(long since, long until, BitSet found) throws IOException {
        if (first >= since && last <= until) {
            return;
        }
        Places read = new Places();
        for (int line = found.nextSetBit(0); line >= 0; line = found.nextSetBit(line + 1)) {
            long second = read.number(2 * line + 1);
            if (second < since || second > until) {
                found.clear(line);
            }
        }
    }

    /** Where these lines stand, in their order. */
    public List<Extent> extents(BitSet found) throws IOException {
        Places read = new Places();
        List<Extent> extents = new ArrayList<>(found.cardinality());
        for (int line = found.nextSetBit(0); line >= 0; line = found.nextSetBit(line + 1)) {
            long start = read.number(2 * line);
            extents.add(new Extent(start, line + 1 < lines ? read.number(2 * line + 2) : to));
        }
        return extents;
    }

    /** Reads places block by block, forwards. Not thread-safe. */
    private final class Places {
        private int block = -1;
        private long[] numbers = {};

        long number(int index) throws IOException {
            if (index / Blocks.NUMBERS != block) {
                numbers = places.read(index / Blocks.NUMBERS);
                block = index / Blocks.NUMBERS;
            }
            return numbers[index % Blocks.NUMBERS];
        }
    }
}
