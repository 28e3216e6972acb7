package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.portcullis.policy.facts.Terms.IdentitySource;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/** The audit log, read back. Lines that are no decisions, or that no release of this format wrote, are passed over. */
public final class AuditHistory {
    private static final JsonFactory JSON = new JsonFactory();

    private AuditHistory() {}

    /** Hands on every decision that was asked for since then; none if there is no log. */
    public static void since(Instant then, Path log, Consumer<PastDecision> consumer) throws IOException {
        if (Files.notExists(log)) {
            return;
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            lines.flatMap(line -> read(line, then).stream()).forEach(consumer);
        }
    }

    private static Optional<PastDecision> read(String line, Instant then) {
        try {
            Map<String, List<String>> fields = fields(line);
            boolean decided = fields.containsKey("subject.dn");
            return decided && !Instant.parse(one(fields, "receivedAt")).isBefore(then)
                    ? Optional.of(new PastDecision(Dn.parse(one(fields, "pepDn")), request(fields)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Texts by their path, for example {@code subject.fqans}. */
    private static Map<String, List<String>> fields(String line) throws IOException {
        Map<String, List<String>> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    String path = json.getParsingContext().pathAsPointer().toString();
                    String name = path.substring(1).replaceAll("/\\d+$", "").replace('/', '.');
                    fields.computeIfAbsent(name, key -> new ArrayList<>()).add(json.getText());
                }
            }
        }
        return fields;
    }

    private static AuthzRequest request(Map<String, List<String>> fields) {
        Subject subject = new Subject(
                Dn.parse(one(fields, "subject.dn")),
                fqans(fields, "subject"),
                Set.of(),
                new Credential.Bare(),
                Set.of());
        String resource = one(fields, "resourceId");
        String action = one(fields, "actionId");
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                subject,
                pilotJob(fields),
                new Resource(ResourceType.ofResourceId(resource), resource, all(fields, "hosts")),
                new Action(ActionType.ofActionId(action), action),
                new SupportedObligations(false, Set.of()));
    }

    private static PilotJob pilotJob(Map<String, List<String>> fields) {
        return all(fields, "pilot.dn").stream()
                .findFirst()
                .map(dn -> new Pilot(Dn.parse(dn), fqans(fields, "pilot"), Set.of(), Set.of()))
                .map(pilot -> pilotJob(fields, pilot))
                .orElseGet(PilotJob.None::new);
    }

    private static PilotJob pilotJob(Map<String, List<String>> fields, Pilot pilot) {
        boolean unattributed = all(fields, "identitySource").contains(IdentitySource.UNATTRIBUTED.word());
        return unattributed ? new PilotJob.Unattributed(pilot) : new PilotJob.BroughtBy(pilot);
    }

    private static List<Fqan> fqans(Map<String, List<String>> fields, String whose) {
        return all(fields, whose + ".fqans").stream().map(Fqan::parse).toList();
    }

    private static List<String> all(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static String one(Map<String, List<String>> fields, String name) {
        return all(fields, name).stream().findFirst().orElse("");
    }
}
