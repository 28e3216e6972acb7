package org.portcullis.pdp.ban;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Numbers of bans by the hash of their key: sixteen bytes or so for each, and no object. Not thread-safe while it grows. */
final class BanTable {
    private static final int SMALLEST = 16;

    /** One more than the number of the first ban in a slot, and of the next one in the same slot; zero ends the chain. */
    private int[] first = new int[SMALLEST];

    private int[] next = new int[SMALLEST];
    private int[] hashes = new int[SMALLEST];
    private int size;

    /** Takes the next number. */
    void add(BanKey key) {
        if (size == hashes.length) {
            grow();
        }
        hashes[size] = spread(key);
        chain(size++);
    }

    int size() {
        return size;
    }

    /** Whether any number may have this key: nearly never, where it has none. */
    boolean mayHave(BanKey key) {
        int hash = spread(key);
        for (int n = first[hash & (first.length - 1)]; n > 0; n = next[n - 1]) {
            if (hashes[n - 1] == hash) {
                return true;
            }
        }
        return false;
    }

    /** The numbers that may have this key and pass the test, ascending. */
    int[] find(BanKey key, IntPredicate test) {
        int hash = spread(key);
        int[] found = {};
        for (int n = first[hash & (first.length - 1)]; n > 0; n = next[n - 1]) {
            if (hashes[n - 1] == hash && test.test(n - 1)) {
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = n - 1;
            }
        }
        Arrays.sort(found);
        return found;
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, size * 2);
        next = new int[size * 2];
        first = new int[size * 2];
        for (int n = 0; n < size; n++) {
            chain(n);
        }
    }

    private void chain(int number) {
        int slot = hashes[number] & (first.length - 1);
        next[number] = first[slot];
        first[slot] = number + 1;
    }

    /** Strings that look alike have hashes that lie together. */
    private static int spread(BanKey key) {
        int hash = key.text().hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }
}
