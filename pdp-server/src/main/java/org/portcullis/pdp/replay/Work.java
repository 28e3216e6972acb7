package org.portcullis.pdp.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;
import org.portcullis.profile.Pilot;

/** Work that was let in and may still run: where, as whom, whose, by whose pilot, how often, and when last. */
public record Work(Key key, long permits, Instant lastAt, UUID lastId) {
    /** What makes it the same work; {@code host} is the PEP's name where the question named none, and texts may be empty. */
    public record Key(String host, String account, String uid, Dn subject, String pilot) {}

    static Work of(PastDecision past) {
        List<Obligation> told = ((Permit) past.answer()).obligations();
        String host = past.request().resource().hosts().stream()
                .findFirst()
                .orElse(past.pep().value());
        String pilot =
                past.request().pilotJob().pilot().map(Pilot::dn).map(Dn::value).orElse("");
        Key key = new Key(
                host,
                first(told, Work::account),
                first(told, Work::uid),
                past.request().subject().dn(),
                pilot);
        return new Work(key, 1, past.at(), past.id());
    }

    Work latest(Work other) {
        Work later = other.lastAt.isBefore(lastAt) ? this : other;
        return new Work(key, permits + other.permits, later.lastAt, later.lastId);
    }

    private interface Part {
        Optional<String> of(Obligation obligation);
    }

    private static String first(List<Obligation> told, Part part) {
        return told.stream()
                .flatMap(obligation -> part.of(obligation).stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> account(Obligation obligation) {
        if (obligation instanceof Username user) {
            return Optional.of(user.name());
        }
        return obligation instanceof PosixAccount account ? Optional.of(account.user()) : Optional.empty();
    }

    private static Optional<String> uid(Obligation obligation) {
        return obligation instanceof UidGid ids ? Optional.of(Long.toString(ids.uid())) : Optional.empty();
    }
}
