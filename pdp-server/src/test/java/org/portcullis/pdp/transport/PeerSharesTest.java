package org.portcullis.pdp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.transport.PeerShares.Entry.ADMITTED;
import static org.portcullis.pdp.transport.PeerShares.Entry.ALL_TAKEN;
import static org.portcullis.pdp.transport.PeerShares.Entry.CALLER_HAS_ITS_SHARE;

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
        PeerShares shares = new PeerShares(2, 100);

        assertThat(List.of(shares.enter(ONE), shares.enter(ONE), shares.enter(ONE), shares.enter(OTHER)))
                .containsExactly(ADMITTED, ADMITTED, CALLER_HAS_ITS_SHARE, ADMITTED);
    }

    @Test
    void allOfThemTogetherTakeNoMoreThanThereIs() {
        PeerShares shares = new PeerShares(2, 3);

        assertThat(List.of(shares.enter(ONE), shares.enter(ONE), shares.enter(OTHER), shares.enter(OTHER)))
                .containsExactly(ADMITTED, ADMITTED, ADMITTED, ALL_TAKEN);
        shares.leave(ONE);
        assertThat(List.of(shares.enter(OTHER), shares.enter(OTHER))).containsExactly(ADMITTED, ALL_TAKEN);
    }

    @Test
    void whoeverIsRefusedTakesNothing() {
        PeerShares shares = new PeerShares(1, 2);
        shares.enter(ONE);
        for (int n = 0; n < 10; n++) {
            assertThat(shares.enter(ONE)).isEqualTo(CALLER_HAS_ITS_SHARE);
        }

        assertThat(shares.enter(OTHER)).isEqualTo(ADMITTED);
        assertThat(shares.callers()).isEqualTo(2);
    }

    @Test
    void whoeverLeavesMakesRoomForOneMore() {
        PeerShares shares = new PeerShares(1, 100);
        shares.enter(ONE);

        shares.leave(ONE);

        assertThat(List.of(shares.enter(ONE), shares.enter(ONE))).containsExactly(ADMITTED, CALLER_HAS_ITS_SHARE);
    }

    @Test
    void callersThatAreGoneAreForgotten() {
        PeerShares shares = new PeerShares(1, 100);
        shares.enter(ONE);
        shares.enter(ONE);

        shares.leave(ONE);

        assertThat(shares.callers()).isZero();
    }

    @Test
    void manyAtATimeNeverExceedIt() throws InterruptedException {
        PeerShares shares = new PeerShares(100, 3);
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
            if (shares.enter(ONE) == ADMITTED) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                shares.leave(ONE);
            }
        }
    }
}
