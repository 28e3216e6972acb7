package org.portcullis.load.bench;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.portcullis.load.run.RunListener;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Verdict;

/**
 * Bans a VO in the middle of a run, by a command that ends when the ban is in force, and watches who is permitted
 * afterwards.
 */
final class BanStrike implements RunListener, AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int NOT_RUN = -1;

    private final BanOrder order;
    private final Thread thread = new Thread(this::strike, "ban");
    private final AtomicLong lastPermit = new AtomicLong(Long.MIN_VALUE);
    private final CountDownLatch over = new CountDownLatch(1);
    private final LongAdder late = new LongAdder();
    private volatile long startNanos;
    private volatile long struckNanos;
    private volatile long acknowledgedNanos = Long.MAX_VALUE;
    private volatile int exitCode = NOT_RUN;

    BanStrike(BanOrder order) {
        this.order = order;
        thread.setDaemon(true);
    }

    @Override
    public void starts(long nanos) {
        startNanos = nanos;
        thread.start();
    }

    @Override
    public void answered(Shot shot, Verdict verdict, long sentNanos, long endNanos) {
        if (verdict == Verdict.PERMIT && shot.vo().equals(order.vo())) {
            lastPermit.accumulateAndGet(endNanos, Math::max);
            if (sentNanos > acknowledgedNanos) {
                late.increment();
            }
        }
    }

    private void strike() {
        try {
            if (over.await(startNanos + order.at().toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
            struckNanos = System.nanoTime();
            Process command = new ProcessBuilder(order.command())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int code = command.waitFor();
            acknowledgedNanos = code == 0 ? System.nanoTime() : Long.MAX_VALUE;
            exitCode = code;
        } catch (IOException e) {
            exitCode = NOT_RUN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    BanEffect effect() {
        boolean acknowledged = exitCode == 0;
        return new BanEffect(
                "vo:" + order.vo(),
                exitCode,
                struckNanos == 0 ? order.at().toMillis() : (struckNanos - startNanos) / NANOS_PER_MILLI,
                acknowledged ? (acknowledgedNanos - startNanos) / NANOS_PER_MILLI : 0,
                acknowledged && lastPermit.get() != Long.MIN_VALUE
                        ? (lastPermit.get() - acknowledgedNanos) / NANOS_PER_MILLI
                        : 0,
                late.sum());
    }

    @Override
    public void close() {
        over.countDown();
    }
}
