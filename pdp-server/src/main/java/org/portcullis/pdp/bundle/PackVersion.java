package org.portcullis.pdp.bundle;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A version of a pack: numbers joined by dots, of which missing ones are 0. */
public record PackVersion(List<BigInteger> numbers) implements Comparable<PackVersion> {
    /** Copies the list. */
    public PackVersion {
        numbers = List.copyOf(numbers);
    }

    /** Reads {@code 1.2.3}. */
    public static PackVersion parse(String text) {
        return new PackVersion(
                Arrays.stream(text.split("\\.", -1)).map(BigInteger::new).toList());
    }

    @Override
    public int compareTo(PackVersion other) {
        int longest = Math.max(numbers.size(), other.numbers.size());
        return IntStream.range(0, longest)
                .map(n -> number(n).compareTo(other.number(n)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private BigInteger number(int n) {
        return n < numbers.size() ? numbers.get(n) : BigInteger.ZERO;
    }
}
