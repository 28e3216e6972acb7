package org.portcullis.pdp.context;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.Seal;

/**
 * Sees to it that a signed question is answered once, and soon after it was signed, by the clock of this server. Unsigned
 * ones pass: clients that do not sign repeat their IDs and have wrong clocks.
 *
 * <p>A question is remembered until it is too old to be asked again, and none is forgotten before: where there is no room for
 * another, it is refused. What may have been asked before this memory began is refused too. Thread-safe.
 */
public final class SignedQuestions {
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration CLOCK_AHEAD = Duration.ofSeconds(30);

    /** In all, and by one caller, so that none can keep the others from asking. */
    private static final int MOST = 200_000;

    private static final int MOST_OF_ONE = 50_000;

    private final Instant begin;
    private final int most;
    private final int mostOfOne;

    /** The first to be forgotten first; this and the three that follow are guarded by this object's lock. */
    private final Queue<Remembered> ending = new PriorityQueue<>(Comparator.comparing(Remembered::until));

    private final Set<Mark> asked = new HashSet<>();
    private final Map<Dn, Integer> byCaller = new HashMap<>();

    /** Whatever ends by then may have been forgotten: a question can be on its way for longer than others. */
    private Instant forgotten = Instant.MIN;

    /** A memory that begins empty, now. */
    public SignedQuestions(Instant now) {
        this(now, MOST, MOST_OF_ONE);
    }

    SignedQuestions(Instant now, int most, int mostOfOne) {
        begin = now;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** What tells questions apart: half a SHA-256 of who signed it and which ID it has. */
    private record Mark(long high, long low) {}

    private record Remembered(Mark mark, Dn caller, Instant until) {}

    /**
     * Lets a question pass that is not signed, or is signed, fresh and here for the first time.
     *
     * @throws ProtocolException STALE_QUESTION, REPLAYED_QUESTION, or REPLAY_UNKNOWN if this server cannot tell
     */
    public void requireFirst(RequestContext context, AuthzQuery query) {
        if (query.seal() instanceof Seal.Signed signed) {
            requireFresh(query, signed.issued(), context.receivedAt());
            Instant until = signed.issued().plus(OLDEST);
            remember(query, new Remembered(mark(query, signed), context.pepDn(), until), context.receivedAt());
        }
    }

    private void requireFresh(AuthzQuery query, Instant issued, Instant now) {
        if (issued.isBefore(now.minus(OLDEST)) || issued.isAfter(now.plus(CLOCK_AHEAD))) {
            throw refusal(ErrorKind.STALE_QUESTION, query, "signed too long ago or in the future");
        }
        if (!issued.isAfter(begin.plus(CLOCK_AHEAD))) {
            throw refusal(ErrorKind.REPLAY_UNKNOWN, query, "signed before this server can remember");
        }
    }

    private synchronized void remember(AuthzQuery query, Remembered question, Instant now) {
        forgetUntil(now);
        if (!question.until().isAfter(forgotten)) {
            throw refusal(ErrorKind.STALE_QUESTION, query, "signed longer ago than is remembered");
        }
        if (asked.contains(question.mark())) {
            throw refusal(ErrorKind.REPLAYED_QUESTION, query, "asked before");
        }
        int others = byCaller.getOrDefault(question.caller(), 0);
        if (asked.size() >= most || others >= mostOfOne) {
            throw refusal(ErrorKind.REPLAY_UNKNOWN, query, "too many signed questions to remember");
        }
        asked.add(question.mark());
        ending.add(question);
        byCaller.put(question.caller(), others + 1);
    }

    /** What ends now may still come again now. */
    private void forgetUntil(Instant now) {
        for (Remembered first = ending.peek(); first != null && first.until().isBefore(now); first = ending.peek()) {
            forgotten = ending.remove().until();
            asked.remove(first.mark());
            byCaller.computeIfPresent(first.caller(), (dn, count) -> count > 1 ? count - 1 : null);
        }
    }

    private static Mark mark(AuthzQuery query, Seal.Signed signed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] key = signed.key().getEncoded();
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(key.length).flip());
            digest.update(key);
            digest.update(query.replyTo().queryId().getBytes(StandardCharsets.UTF_8));
            ByteBuffer half = ByteBuffer.wrap(digest.digest());
            return new Mark(half.getLong(), half.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ProtocolException refusal(ErrorKind kind, AuthzQuery query, String detail) {
        return new ProtocolException(kind, query.replyTo(), detail);
    }
}
