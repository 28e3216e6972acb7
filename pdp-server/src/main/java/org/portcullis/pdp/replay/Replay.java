package org.portcullis.pdp.replay;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.portcullis.pdp.audit.AuditBatch;
import org.portcullis.pdp.audit.AuditHistory;
import org.portcullis.pdp.audit.PastAnswer;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.pdp.audit.Span;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.ErrorKind;

/** Every recorded decision of a stretch of time, held against what a candidate would say, on all cores. */
public final class Replay {
    private final Function<PastDecision, Made> before;
    private final Rerun candidate;
    private final int examples;

    private Replay(Function<PastDecision, Made> before, Rerun candidate, int examples) {
        this.before = before;
        this.candidate = candidate;
        this.examples = examples;
    }

    /** Against what was answered at the time. */
    public static Replay againstRecord(Rerun candidate, int examples) {
        return new Replay(Made::recorded, candidate, examples);
    }

    /** Against what the baseline says today, so that nothing but the pack makes a difference. */
    public static Replay against(Rerun baseline, Rerun candidate, int examples) {
        return new Replay(baseline::again, candidate, examples);
    }

    /** Reads on this thread and decides on the others. */
    public Tally run(AuditHistory history, Span span) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(cores, work -> new Thread(work, "replay"));
        Tally total = new Tally(examples);
        Deque<Future<Tally>> underWay = new ArrayDeque<>();
        try {
            total.unread(history.batches(span, batch -> {
                underWay.add(threads.submit(() -> tally(batch)));
                if (underWay.size() > 2 * cores) {
                    total.plus(result(underWay.remove()));
                }
            }));
            underWay.forEach(future -> total.plus(result(future)));
            return total;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Tally result(Future<Tally> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a decision could not be made again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Tally tally(AuditBatch batch) {
        Tally tally = new Tally(examples);
        tally.unread(batch.forEach(answer -> add(answer, tally)));
        return tally;
    }

    private void add(PastAnswer answer, Tally tally) {
        if (!(answer instanceof PastDecision past)) {
            tally.skipped("refused before anything was decided");
        } else if (past.answer().equals(new Indeterminate(ErrorKind.STORE_UNAVAILABLE))) {
            tally.skipped("the lease store did not answer then");
        } else if (past.answer().equals(new Indeterminate(ErrorKind.STALE_INFORMATION))) {
            tally.skipped("the ban store had not been read for too long then");
        } else {
            compare(past, tally);
        }
    }

    private void compare(PastDecision past, Tally tally) {
        Made was = before.apply(past);
        Made is = candidate.again(past);
        tally.replayed(past.partial());
        if (!was.answer().equals(is.answer())) {
            tally.flip(Flip.of(past, was, is));
        }
    }
}
