package org.portcullis.pdp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portcullis.profile.Dn;

class PeerSharesTest {
    private static final Dn ONE = new Dn("/CN=One");
    private static final Dn OTHER = new Dn("/CN=Other");

    @Test
    void nobodyTakesMoreThanItsShare() {
        PeerShares shares = new PeerShares(2);

        assertThat(List.of(shares.enter(ONE), shares.enter(ONE), shares.enter(ONE), shares.enter(OTHER)))
                .containsExactly(true, true, false, true);
    }

    @Test
    void whoeverLeavesMakesRoomForOneMore() {
        PeerShares shares = new PeerShares(1);
        shares.enter(ONE);

        shares.leave(ONE);

        assertThat(List.of(shares.enter(ONE), shares.enter(ONE))).containsExactly(true, false);
    }

    @Test
    void callersThatAreGoneAreForgotten() {
        PeerShares shares = new PeerShares(1);
        shares.enter(ONE);
        shares.enter(ONE);

        shares.leave(ONE);

        assertThat(shares.callers()).isZero();
    }

    @Test
    void manyAtATimeNeverExceedIt() throws InterruptedException {
        PeerShares shares = new PeerShares(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(n -> new Thread(() -> comeAndGo(shares, inside, most)))
                .toList();

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(shares.callers()).isZero();
    }

    private static void comeAndGo(PeerShares shares, AtomicInteger inside, AtomicInteger most) {
        for (int n = 0; n < 10_000; n++) {
            if (shares.enter(ONE)) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                shares.leave(ONE);
            }
        }
    }
}
