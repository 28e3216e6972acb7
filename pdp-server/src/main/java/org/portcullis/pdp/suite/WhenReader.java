package org.portcullis.pdp.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.config.YamlSection;
import org.portcullis.policy.source.Spelling;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.SupportedObligations;

/** Reads questions: the {@code when} of a test. */
final class WhenReader {
    /** Who asks if nobody is named: a PEP of which nothing is on record. */
    private static final Dn ANY_PEP = new Dn("/CN=a PEP of the test suite");

    private static final Person NOBODY =
            new Person(new Dn("/CN=nobody"), List.of(), Set.of(), new Credential.Bare(), Set.of());
    private static final List<ObligationId> USUAL =
            List.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME);

    private final PersonReader people;

    WhenReader(PersonReader people) {
        this.people = people;
    }

    Asked read(YamlSection when) {
        when.require("subject", "resource", "action");
        Dn pep = when.value("pep", ANY_PEP, PersonReader::dn);
        Optional<Person> subject = people.person(when, "subject");
        boolean unattributed = when.value("unattributed", false, Values::yesOrNo);
        Optional<Person> payload = people.person(when, "payload");
        Optional<Person> pilot = people.person(when, "pilot");
        if (payload.isPresent() && pilot.isPresent()) {
            when.reject("say either whose `payload` the subject brings, or which `pilot` brought the subject's work");
        }
        if (unattributed && (payload.isPresent() || pilot.isPresent())) {
            when.reject("an `unattributed` payload is brought by the subject, and nobody else is named");
        }
        Optional<Person> bringer = payload.isPresent() ? subject : pilot;
        AuthzRequest request = new AuthzRequest(
                when.value("profile", Profile.AUTHZ_INTEROP, WhenReader::profile),
                payload.or(() -> subject).orElse(NOBODY).asSubject(),
                unattributed
                        ? new PilotJob.Unattributed(subject.orElse(NOBODY).asPilot())
                        : pilotJob(bringer.map(Person::asPilot)),
                resource(when),
                when.value("action", new Action(ActionType.OTHER, ""), WhenReader::action),
                supported(when));
        return new Asked(request, pep);
    }

    private static PilotJob pilotJob(Optional<Pilot> pilot) {
        return pilot.isPresent() ? new PilotJob.BroughtBy(pilot.get()) : new PilotJob.None();
    }

    private static Resource resource(YamlSection when) {
        List<String> hosts = when.list("hosts", List.of(), host -> host);
        Resource plain = new Resource(ResourceType.UNSPECIFIED, "", hosts);
        return when.value("resource", plain, text -> resource(text, hosts));
    }

    /** A word for a kind of resource, or an id as a PEP may send it. */
    private static Resource resource(String text, List<String> hosts) {
        if (text.equals(ResourceType.UNSPECIFIED.word())) {
            return new Resource(ResourceType.UNSPECIFIED, "", hosts);
        }
        return Arrays.stream(ResourceType.values())
                .filter(type -> type != ResourceType.OTHER && type.word().equals(text))
                .findFirst()
                .map(type -> new Resource(type, type.resourceId(), hosts))
                .orElseGet(() -> new Resource(ResourceType.ofResourceId(id(text, resourceWords())), text, hosts));
    }

    private static Action action(String text) {
        return Arrays.stream(ActionType.values())
                .filter(type -> type != ActionType.OTHER && type.word().equals(text))
                .findFirst()
                .map(type -> new Action(type, type.actionId()))
                .orElseGet(() -> new Action(ActionType.ofActionId(id(text, actionWords())), text));
    }

    /** Text that has a colon is an id; a word that is none of ours is a slip of the pen. */
    private static String id(String text, List<String> words) {
        if (text.contains(":")) {
            return text;
        }
        throw new IllegalArgumentException(
                "must be one of " + String.join(", ", words) + ", or an id with a colon" + Spelling.hint(text, words));
    }

    private static List<String> resourceWords() {
        return Arrays.stream(ResourceType.values())
                .filter(type -> type != ResourceType.OTHER)
                .map(ResourceType::word)
                .toList();
    }

    private static List<String> actionWords() {
        return Arrays.stream(ActionType.values())
                .filter(type -> type != ActionType.OTHER)
                .map(ActionType::word)
                .toList();
    }

    private static SupportedObligations supported(YamlSection when) {
        boolean advertised = when.has("supported");
        List<ObligationId> ids = when.list("supported", USUAL, WhenReader::obligation);
        return new SupportedObligations(advertised || !ids.isEmpty(), Set.copyOf(ids));
    }

    private static ObligationId obligation(String word) {
        return Arrays.stream(ObligationId.values())
                .filter(id -> word(id).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be obligations of "
                        + Arrays.stream(ObligationId.values())
                                .map(WhenReader::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(ObligationId id) {
        return id.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Profile profile(String word) {
        return Arrays.stream(Profile.values())
                .filter(profile -> profile.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(Profile.values()).map(Profile::word).collect(Collectors.joining(", "))));
    }
}
