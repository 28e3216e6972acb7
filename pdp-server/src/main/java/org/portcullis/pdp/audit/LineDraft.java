package org.portcullis.pdp.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/** A line while it is read. Not thread-safe. */
final class LineDraft {
    private final JsonCursor cursor;
    private final KnownNames names;
    private final AnswerDraft answer;
    private long version;
    private @Nullable UUID id;
    private @Nullable Instant at;
    private @Nullable Dn pep;
    private @Nullable Profile profile;
    private @Nullable Subject subject;
    private PilotJob pilotJob = new PilotJob.None();
    private String resource = "";
    private String resourceId = "";
    private List<String> hosts = List.of();
    private String action = "";
    private String actionId = "";
    private boolean advertised;
    private List<ObligationId> supported = List.of();
    private String rule = "";
    private String ban = "";
    private String pack = "";

    LineDraft(JsonCursor cursor, KnownNames names) {
        this.cursor = cursor;
        this.names = names;
        answer = new AnswerDraft(cursor);
    }

    void take(String name) throws IOException {
        switch (name) {
            case "v" -> version = cursor.number();
            case "callId" -> id = UUID.fromString(cursor.text());
            case "receivedAt" -> at = Instant.parse(cursor.text());
            case "pepDn" -> pep = names.dn(cursor.text());
            case "subject" -> subject = new IdentityDraft(cursor, names).read().subject();
            case "pilot" -> pilotJob = new IdentityDraft(cursor, names).read().pilotJob();
            case "decision", "reason", "obligations" -> answer.take(name);
            case "rule" -> rule = cursor.text();
            case "ban" -> ban = cursor.text();
            case "pack" -> cursor.object(this::takeOfPack);
            default -> takeOfQuestion(name);
        }
    }

    private void takeOfQuestion(String name) throws IOException {
        switch (name) {
            case "profile" -> profile = profile(cursor.text());
            case "resource" -> resource = cursor.text();
            case "resourceId" -> resourceId = cursor.text();
            case "hosts" -> hosts = cursor.texts(Function.identity());
            case "action" -> action = cursor.text();
            case "actionId" -> actionId = cursor.text();
            case "advertised" -> advertised = cursor.truth();
            case "supported" -> supported = cursor.texts(word -> ObligationId.valueOf(constant(word)));
            default -> cursor.skip();
        }
    }

    private void takeOfPack(String name) throws IOException {
        if (name.equals("digest")) {
            pack = cursor.text();
        } else {
            cursor.skip();
        }
    }

    private static Profile profile(String word) {
        return Stream.of(Profile.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a profile"));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    long version() {
        return version;
    }

    /** Whether the time is known and not asked for, so that the rest of the line does not matter. */
    boolean isOutside(Span span) {
        return at != null && !span.covers(at);
    }

    PastAnswer finish() {
        UUID exchange = required(id);
        Instant time = required(at);
        Dn asking = required(pep);
        if (answer.isRefusal()) {
            return new PastRefusal(exchange, time, asking, answer.reason());
        }
        boolean partial = version < AuditLine.SCHEMA;
        AuthzRequest request = new AuthzRequest(
                required(profile),
                required(subject),
                pilotJob,
                new Resource(ResourceType.valueOf(constant(resource)), resourceId, hosts),
                new Action(ActionType.valueOf(constant(action)), actionId),
                partial ? answer.guessed() : new SupportedObligations(advertised, Set.copyOf(supported)));
        PastDecision.Why why = new PastDecision.Why(rule, ban);
        return new PastDecision(exchange, time, asking, request, answer.decision(), why, pack, partial);
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a field is missing");
        }
        return value;
    }
}
