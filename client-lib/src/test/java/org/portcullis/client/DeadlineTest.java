package org.portcullis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Test
    void workThatTakesTooLongIsClosed() {
        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(20), closed::countDown, () -> {
                    closed.await();
                    return "late";
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer within 20 ms");
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void aFailureOfWhateverKindIsAFailedExchange() {
        assertThatThrownBy(() -> Deadline.within(Duration.ofSeconds(9), closed::countDown, () -> {
                    throw new IllegalStateException("odd");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the exchange broke down");
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void aDeadlineThatHasPassedLeavesNothing() {
        assertThat(Deadline.in(Duration.ZERO).left()).isZero();
        assertThat(Deadline.in(Duration.ofMinutes(1)).left()).isPositive();
    }
}
