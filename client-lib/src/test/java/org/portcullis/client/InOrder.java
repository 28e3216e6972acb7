package org.portcullis.client;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Randomness that leaves a list in its order and is different every time otherwise. Thread-safe. */
public final class InOrder implements RandomGenerator {
    private final RandomGenerator ids = new SecureRandom();

    @Override
    public int nextInt(int bound) {
        return bound - 1;
    }

    @Override
    public long nextLong() {
        return ids.nextLong();
    }
}
