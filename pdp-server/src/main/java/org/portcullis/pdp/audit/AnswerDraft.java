package org.portcullis.pdp.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.SupportedObligations;

/** An answer while it is read. Not thread-safe. */
final class AnswerDraft {
    private static final Set<ObligationId> USUAL =
            Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME);

    private final JsonCursor cursor;
    private final List<Obligation> obligations = new ArrayList<>();
    private String decision = "";
    private String reason = "";
    private String id = "";
    private long uid;
    private long gid;
    private List<Long> gids = List.of();
    private String user = "";
    private String group = "";
    private List<String> groups = List.of();
    private String root = "";
    private String home = "";

    AnswerDraft(JsonCursor cursor) {
        this.cursor = cursor;
    }

    /** Takes the value of one of the three fields that say what was answered. */
    void take(String name) throws IOException {
        switch (name) {
            case "decision" -> decision = cursor.text();
            case "reason" -> reason = cursor.text();
            default -> cursor.objects(this::takeOfObligation, () -> obligations.add(obligation()));
        }
    }

    private void takeOfObligation(String name) throws IOException {
        switch (name) {
            case "id" -> id = cursor.text();
            case "uid" -> uid = cursor.number();
            case "gid" -> gid = cursor.number();
            case "gids" -> gids = cursor.texts(Long::valueOf);
            case "user" -> user = cursor.text();
            case "group" -> group = cursor.text();
            case "root" -> root = cursor.text();
            case "home" -> home = cursor.text();
            case "groups" -> groups = cursor.texts(text -> text);
            default -> cursor.skip();
        }
    }

    private Obligation obligation() {
        if (id.equals(ObligationFields.POSIX)) {
            return new Obligation.PosixAccount(user, group, groups);
        }
        return switch (ObligationId.ofUri(id).orElseThrow(IllegalArgumentException::new)) {
            case UIDGID -> new Obligation.UidGid(uid, gid);
            case SECONDARY_GIDS -> new Obligation.SecondaryGids(gids);
            case USERNAME -> new Obligation.Username(user);
            case ROOT_AND_HOME_PATHS -> new Obligation.RootAndHomePaths(root, home);
            default -> throw new IllegalArgumentException("not an obligation that is handed out");
        };
    }

    boolean isRefusal() {
        return decision.equals("Refused");
    }

    String reason() {
        return reason;
    }

    Decision decision() {
        return new AnswerText(decision, reason).toDecision(obligations);
    }

    /** What a PEP that was told this supports at least; the usual obligations where nothing was told. */
    SupportedObligations guessed() {
        Set<ObligationId> told = obligations.stream().flatMap(AnswerDraft::idOf).collect(Collectors.toSet());
        told.add(ObligationId.SECONDARY_GIDS);
        return new SupportedObligations(true, told.size() > 1 ? told : USUAL);
    }

    private static Stream<ObligationId> idOf(Obligation obligation) {
        if (obligation instanceof Obligation.UidGid) {
            return Stream.of(ObligationId.UIDGID);
        }
        return obligation instanceof Obligation.Username ? Stream.of(ObligationId.USERNAME) : Stream.empty();
    }
}
