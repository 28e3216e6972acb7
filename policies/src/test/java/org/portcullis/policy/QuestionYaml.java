package org.portcullis.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;

/**
 * A question as test data write it: who ({@code dn}, {@code fqans}, {@code vos}, {@code proxies}, {@code attributes} or
 * {@code token}), brought by whom ({@code pilot}), what, where, when, asked by which PEP. Without {@code dn} the pilot does
 * not say whose work it brings.
 */
record QuestionYaml(Map<?, ?> yaml) {
    Circumstances circumstances() {
        Dn pep = yaml.containsKey("pep") ? Dn.parse(text("pep")) : new Dn("/DC=org/DC=example/CN=E1");
        return new Circumstances(Instant.parse(text("at")), pep);
    }

    AuthzRequest request() {
        Optional<Pilot> pilot =
                Optional.ofNullable((Map<?, ?>) yaml.get("pilot")).map(QuestionYaml::pilot);
        AuthzRequest request = Requests.request(subject(pilot), pilotJob(pilot), text("resource"), text("action"));
        return yaml.containsKey("host") ? Requests.forHost(request, text("host")) : request;
    }

    private Subject subject(Optional<Pilot> pilot) {
        if (!isNamed()) {
            Pilot silent = pilot.orElseThrow();
            return new Subject(silent.dn(), silent.fqans(), silent.vos(), new Credential.Bare(), Set.of());
        }
        Subject named = Requests.subject(text("dn"), list(yaml, "fqans"), list(yaml, "vos"));
        return new Subject(named.dn(), named.fqans(), named.vos(), credential(), named.doubts());
    }

    private PilotJob pilotJob(Optional<Pilot> pilot) {
        if (!isNamed()) {
            return new PilotJob.Unattributed(pilot.orElseThrow());
        }
        return pilot.<PilotJob>map(PilotJob.BroughtBy::new).orElseGet(PilotJob.None::new);
    }

    private boolean isNamed() {
        return yaml.containsKey("dn");
    }

    private Credential credential() {
        if (yaml.get("token") instanceof Map<?, ?> token) {
            return new Credential.Token(
                    String.valueOf(token.get("issuer")),
                    String.valueOf(token.get("subject")),
                    "",
                    "",
                    Set.copyOf(list(token, "scopes")));
        }
        List<String> proxies = list(yaml, "proxies");
        return proxies.isEmpty() ? new Credential.Bare() : chain(proxies);
    }

    /** Proxies as {@code full PT12H}, leaf first; and the lifetime of the VOMS attributes in them. */
    private Credential chain(List<String> proxies) {
        Credential.Chain chain = Proxies.chain(proxies.stream()
                .map(words -> words.split(" ", -1))
                .map(words -> new Proxies.Draft(
                        Proxies.Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), Duration.parse(words[1])))
                .toArray(Proxies.Draft[]::new));
        return yaml.containsKey("attributes")
                ? chain.withAttributes(Duration.parse(text("attributes")), Instant.MAX)
                : chain;
    }

    private static Pilot pilot(Map<?, ?> pilot) {
        return Requests.pilot(String.valueOf(pilot.get("dn")), list(pilot, "fqans"), list(pilot, "vos"));
    }

    private String text(String key) {
        return String.valueOf(yaml.get(key));
    }

    private static List<String> list(Map<?, ?> yaml, String key) {
        return Optional.ofNullable((List<?>) yaml.get(key)).orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
    }
}
