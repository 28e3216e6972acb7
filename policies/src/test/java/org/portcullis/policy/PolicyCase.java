package org.portcullis.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.PilotJob;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One directory with a question and the answer it must get, both written for site admins. */
record PolicyCase(Path directory) {
    Evaluation askedOf(PolicyPack pack) throws IOException {
        Map<?, ?> yaml = read("request.yaml");
        return pack.evaluate(request(yaml), Instant.parse(String.valueOf(yaml.get("at"))));
    }

    String expected() throws IOException {
        return Files.readString(directory.resolve("expected.yaml"));
    }

    void expect(String answer) throws IOException {
        Files.writeString(directory.resolve("expected.yaml"), answer);
    }

    /** An answer as {@code expected.yaml} writes it. */
    static String written(Evaluation answer) {
        String reason = answer.decision() instanceof Decision.Deny deny ? "reason: " + deny.reason() + "\n" : "";
        return "decision: " + answer.decision().getClass().getSimpleName() + "\n" + reason + "rule: " + answer.rule()
                + "\nallReasons: " + answer.denyReasons() + "\n";
    }

    private static AuthzRequest request(Map<?, ?> yaml) {
        PilotJob pilotJob = Optional.ofNullable((Map<?, ?>) yaml.get("pilot"))
                .<PilotJob>map(pilot -> new PilotJob.BroughtBy(
                        Requests.pilot(text(pilot, "dn"), list(pilot, "fqans"), list(pilot, "vos"))))
                .orElseGet(PilotJob.None::new);
        return Requests.request(
                Requests.subject(text(yaml, "dn"), list(yaml, "fqans"), list(yaml, "vos")),
                pilotJob,
                text(yaml, "resource"),
                text(yaml, "action"));
    }

    private Map<?, ?> read(String file) throws IOException {
        Load load = new Load(LoadSettings.builder().build());
        return (Map<?, ?>) load.loadFromString(Files.readString(directory.resolve(file)));
    }

    private static String text(Map<?, ?> yaml, String key) {
        return String.valueOf(yaml.get(key));
    }

    private static List<String> list(Map<?, ?> yaml, String key) {
        return Optional.ofNullable((List<?>) yaml.get(key)).orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
    }
}
