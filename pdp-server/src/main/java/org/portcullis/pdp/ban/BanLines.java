package org.portcullis.pdp.ban;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.RandomAccess;
import java.util.Set;

/** The bans of a ban file, each read off its line when it is asked for: a million of them take little more than the text. */
final class BanLines extends AbstractList<BanEntry> implements RandomAccess {
    private final String text;
    private final int[] starts;
    private final int[] numbers;

    private BanLines(String text, int[] starts, int[] numbers) {
        this.text = text;
        this.starts = starts;
        this.numbers = numbers;
    }

    @Override
    public BanEntry get(int n) {
        return BanEntry.ofFile(numbers[n], ban(text, starts[n]));
    }

    @Override
    public int size() {
        return starts.length;
    }

    private static Ban ban(String text, int start) {
        return Ban.parse(BanFileReader.line(text, start));
    }

    /** Collects the lines of one text, each ban once. Not thread-safe. */
    static final class Builder {
        private final String text;
        private final BanTable table = new BanTable();
        private final Set<BanKind> kinds = EnumSet.noneOf(BanKind.class);
        private int[] starts = new int[16];
        private int[] numbers = new int[16];

        Builder(String text) {
            this.text = text;
        }

        /** Takes the ban of the line that starts there, unless an earlier line says the same. */
        void add(int start, int number, Ban ban) {
            BanKey key = ban.key();
            if (table.find(key, n -> ban(text, starts[n]).equals(ban)).length > 0) {
                return;
            }
            int size = table.size();
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            starts[size] = start;
            numbers[size] = number;
            table.add(key);
            kinds.add(key.kind());
        }

        BanIndex build() {
            int size = table.size();
            BanLines lines = new BanLines(text, Arrays.copyOf(starts, size), Arrays.copyOf(numbers, size));
            return new BanIndex(lines, table, kinds);
        }
    }
}
