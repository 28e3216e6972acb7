package org.portcullis.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One directory with a question and the answer it must get, both written for site admins; data files in it replace those
 * of the pack.
 */
record PolicyCase(Path directory) {
    private static final Path CASES = Path.of("src/test/cases/mupj");

    static List<PolicyCase> all() {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.sorted().map(PolicyCase::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return directory.getFileName().toString();
    }

    /** Whether it brings data files of its own. */
    boolean hasOwnData() {
        return Files.isDirectory(directory.resolve("data"));
    }

    /** The question put to that pack; a case with data of its own asks a copy that has them. */
    String askedOf(Packs.Copy pack) {
        Map<?, ?> yaml = read("request.yaml");
        PolicyPack asked = hasOwnData() ? pack.with(directory.resolve("data")) : pack.load();
        return written(asked.evaluate(request(yaml), circumstances(yaml)));
    }

    String expected() {
        try {
            return Files.readString(directory.resolve("expected.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void expect(String answer) {
        try {
            Files.writeString(directory.resolve("expected.yaml"), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer as {@code expected.yaml} writes it; the terms of what is not permitted are nobody's business. */
    private static String written(Evaluation answer) {
        String reason = answer.decision() instanceof Decision.Deny deny ? "reason: " + deny.reason() + "\n" : "";
        String terms = answer.decision() instanceof Decision.Permit
                ? "responsible: " + answer.terms().responsible().word() + "\nmapped: "
                        + answer.terms().mapped().name().toLowerCase(Locale.ROOT) + "\n"
                : "";
        return "decision: " + answer.decision().getClass().getSimpleName() + "\n" + reason + "rule: " + answer.rule()
                + "\nallReasons: " + answer.denyReasons() + "\nregime: "
                + answer.terms().regime() + "\n" + terms;
    }

    private static Circumstances circumstances(Map<?, ?> yaml) {
        Dn pep = yaml.containsKey("pep") ? Dn.parse(text(yaml, "pep")) : new Dn("/DC=org/DC=example/CN=E1");
        return new Circumstances(Instant.parse(text(yaml, "at")), pep);
    }

    private static AuthzRequest request(Map<?, ?> yaml) {
        PilotJob pilotJob = Optional.ofNullable((Map<?, ?>) yaml.get("pilot"))
                .<PilotJob>map(pilot -> new PilotJob.BroughtBy(
                        Requests.pilot(text(pilot, "dn"), list(pilot, "fqans"), list(pilot, "vos"))))
                .orElseGet(PilotJob.None::new);
        AuthzRequest request = Requests.request(
                withProxies(
                        Requests.subject(text(yaml, "dn"), list(yaml, "fqans"), list(yaml, "vos")),
                        list(yaml, "proxies")),
                pilotJob,
                text(yaml, "resource"),
                text(yaml, "action"));
        return yaml.containsKey("host") ? Requests.forHost(request, text(yaml, "host")) : request;
    }

    /** Proxies as {@code full PT12H}, leaf first. */
    private static Subject withProxies(Subject subject, List<String> proxies) {
        if (proxies.isEmpty()) {
            return subject;
        }
        Credential chain = Proxies.chain(proxies.stream()
                .map(words -> words.split(" ", -1))
                .map(words -> new Proxies.Draft(
                        Proxies.Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), Duration.parse(words[1])))
                .toArray(Proxies.Draft[]::new));
        return new Subject(subject.dn(), subject.fqans(), subject.vos(), chain, subject.doubts());
    }

    private Map<?, ?> read(String file) {
        try {
            Load load = new Load(LoadSettings.builder().build());
            return (Map<?, ?>) load.loadFromString(Files.readString(directory.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
