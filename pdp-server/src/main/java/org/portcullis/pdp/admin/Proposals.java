package org.portcullis.pdp.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.portcullis.pdp.config.PdpConfig.TwoPerson;
import org.portcullis.profile.Dn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that somebody asked for and somebody else has to confirm, each for a quarter of an hour; they are gone when the
 * server stops. Thread-safe.
 */
public final class Proposals {
    private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int MOST = 100;

    private final Set<TwoPerson> matters;
    private final Map<String, Proposal> waiting = new LinkedHashMap<>();

    /** Keeps changes of these matters waiting, and lets all others pass. */
    public Proposals(Set<TwoPerson> matters) {
        this.matters = Set.copyOf(matters);
    }

    /** The making of a change, in the name of its author. */
    interface Change {
        AdminAnswer make(Visit visit, String author);
    }

    /** A change that somebody asks for: which operation it is, what it would do in words for others, and its making. */
    record Wish(Operation operation, Supplier<Map<String, Object>> words, Change change) {}

    /** A change that waits. */
    record Proposal(
            String id, Dn author, Instant expires, Operation operation, Map<String, Object> words, Change change) {}

    /** Makes the change at once, or keeps it for somebody else to confirm if the matter takes two. */
    AdminAnswer make(Visit visit, TwoPerson matter, Wish wish) {
        if (!matters.contains(matter)) {
            return wish.change().make(visit, visit.author());
        }
        Proposal proposal = new Proposal(
                visit.request().context().callId().toString(),
                visit.request().context().pepDn(),
                now(visit).plus(PATIENCE),
                wish.operation(),
                wish.words().get(),
                wish.change());
        keep(proposal, now(visit));
        LOG.info("proposed {} id={} author={}", proposal.operation(), proposal.id(), proposal.author());
        return AdminAnswer.json(202, fields(proposal)).with("Location", "/v1/proposals/" + proposal.id());
    }

    private synchronized void keep(Proposal proposal, Instant now) {
        forgetOver(now);
        if (waiting.size() >= MOST) {
            throw new ProblemException(Problem.UNAVAILABLE, "too much waits to be confirmed: confirm or withdraw some");
        }
        waiting.put(proposal.id(), proposal);
    }

    /** What waits, the oldest first. */
    synchronized List<Proposal> waiting(Instant now) {
        forgetOver(now);
        return List.copyOf(waiting.values());
    }

    /**
     * Makes the change that waits under the id of the visit; one that cannot be made goes on waiting.
     *
     * @throws ProblemException if there is none, or the caller is who asked for it, or may not ask for it himself
     */
    AdminAnswer confirm(Visit visit) {
        Proposal proposal = claim(visit, true);
        try {
            AdminAnswer answer = proposal.change().make(visit, proposal.author() + ", confirmed by " + visit.author());
            LOG.info("confirmed {} id={} by={}", proposal.operation(), proposal.id(), visit.author());
            return answer;
        } catch (RuntimeException e) {
            restore(proposal);
            throw e;
        }
    }

    /** Forgets the change, whoever asked for it. */
    Proposal withdraw(Visit visit) {
        Proposal proposal = claim(visit, false);
        LOG.info("withdrawn {} id={} by={}", proposal.operation(), proposal.id(), visit.author());
        return proposal;
    }

    private synchronized void restore(Proposal proposal) {
        waiting.put(proposal.id(), proposal);
    }

    private synchronized Proposal claim(Visit visit, boolean byAnother) {
        forgetOver(now(visit));
        Proposal proposal = waiting.get(visit.id());
        if (proposal == null) {
            throw new ProblemException(
                    Problem.NOT_FOUND, "nothing waits under this id: it was confirmed, or took too long");
        }
        if (!visit.role().includes(proposal.operation().least())) {
            throw new ProblemException(Problem.REQUEST_DENIED, "who confirms it must be entitled to ask for it");
        }
        if (byAnother && visit.request().context().pepDn().equals(proposal.author())) {
            throw new ProblemException(Problem.REQUEST_DENIED, "somebody else has to confirm it");
        }
        waiting.remove(proposal.id());
        return proposal;
    }

    private void forgetOver(Instant now) {
        waiting.values().removeIf(proposal -> !now.isBefore(proposal.expires()));
    }

    static Map<String, Object> fields(Proposal proposal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", proposal.id());
        fields.put("operation", proposal.operation().toString());
        fields.put("author", proposal.author().value());
        fields.put("expires", proposal.expires().toString());
        fields.put("change", proposal.words());
        return fields;
    }

    private static Instant now(Visit visit) {
        return visit.request().context().receivedAt();
    }
}
