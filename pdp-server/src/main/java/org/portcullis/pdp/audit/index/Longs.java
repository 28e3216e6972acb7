package org.portcullis.pdp.audit.index;

import java.util.Arrays;

/** Numbers in a row that grows. Not thread-safe. */
final class Longs {
    private long[] values = new long[1 << 10];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** A copy of all. */
    long[] all() {
        return Arrays.copyOf(values, size);
    }

    /** Sorts them and keeps each once. */
    void sortDistinct() {
        Arrays.sort(values, 0, size);
        int kept = Math.min(size, 1);
        for (int i = 1; i < size; i++) {
            if (values[i] != values[i - 1]) {
                values[kept++] = values[i];
            }
        }
        size = kept;
    }

    void clear() {
        size = 0;
    }
}
