package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger rounds = new AtomicInteger();

    /** One round, by its number from 1. */
    private interface Play {
        void round(int number) throws Exception;
    }

    private WarmUp.Round playing(Play play) {
        return new WarmUp.Round() {
            @Override
            public void rehearse() throws Exception {
                play.round(rounds.incrementAndGet());
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    @Test
    void lastsAsLongAsRoundsGetFaster() {
        try (WarmUp warmUp = new WarmUp(BUDGET, () -> playing(number -> work(Math.max(2, 40 - 4 * number))))) {
            warmUp.begin();
            assertThat(warmUp.isOver()).isFalse();

            await().until(warmUp::isOver);

            assertThat(rounds.get()).isBetween(20, 400);
            assertThat(closed.getCount()).isZero();
        }
    }

    @Test
    void endsWithItsBudgetThoughRoundsStillGetFaster() {
        Duration budget = Duration.ofMillis(200);
        long began = System.nanoTime();
        try (WarmUp warmUp = new WarmUp(budget, () -> playing(number -> work(60 - 6 * Math.min(9, number))))) {
            warmUp.begin();

            await().until(warmUp::isOver);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(budget, Duration.ofSeconds(5));
            assertThat(rounds.get()).isLessThan(20);
        }
    }

    @Test
    void isOverWithItsBudgetThoughARoundHangs() {
        try (WarmUp warmUp = new WarmUp(Duration.ofMillis(200), () -> playing(number -> Thread.sleep(60_000)))) {
            warmUp.begin();
            assertThat(warmUp.isOver()).isFalse();

            await().atMost(Duration.ofSeconds(10)).until(warmUp::isOver);

            assertThat(closed.getCount()).isOne();
        }
    }

    @Test
    void isOverWhenItFails() {
        Play failing = number -> {
            throw new IOException("no port");
        };
        try (WarmUp warmUp = new WarmUp(BUDGET, () -> playing(failing));
                WarmUp unopened = new WarmUp(BUDGET, () -> {
                    throw new IOException("no key");
                })) {
            warmUp.begin();
            unopened.begin();

            await().until(() -> warmUp.isOver() && unopened.isOver());

            assertThat(closed.getCount()).isZero();
        }
    }

    @Test
    void withoutABudgetThereIsNone() {
        try (WarmUp warmUp = new WarmUp(Duration.ZERO, () -> playing(number -> {}))) {
            warmUp.begin();

            assertThat(warmUp.isOver()).isTrue();
            assertThat(rounds.get()).isZero();
        }
    }

    @Test
    void aShutdownEndsIt() {
        WarmUp warmUp = new WarmUp(BUDGET, () -> playing(number -> Thread.sleep(60_000)));
        warmUp.begin();
        await().until(() -> rounds.get() > 0);

        warmUp.close();

        assertThat(closed.getCount()).isZero();
        assertThat(warmUp.isOver()).isTrue();
    }

    private static void work(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
