package org.portcullis.pdp.console;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/** A question that somebody filled in, and the PEP that would ask it. */
record Question(AuthzRequest request, Dn pep) {
    static final String SUBJECT = "subject";
    static final String FQANS = "fqans";
    static final String PILOT = "pilot";
    static final String PILOT_FQANS = "pilot-fqans";
    static final String PEP = "pep";
    static final String RESOURCE = "resource";
    static final String ACTION = "action";

    private static final Dn ANY_PEP = new Dn("/CN=a PEP of the console");
    private static final SupportedObligations USUAL = new SupportedObligations(
            true, Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME));

    /**
     * The question in a form.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Question of(Form form) {
        Subject subject = new Subject(dn(form, SUBJECT), fqans(form, FQANS), Set.of(), new Credential.Bare(), Set.of());
        AuthzRequest request =
                new AuthzRequest(Profile.AUTHZ_INTEROP, subject, pilotJob(form), resource(form), action(form), USUAL);
        return new Question(request, form.text(PEP).isEmpty() ? ANY_PEP : dn(form, PEP));
    }

    private static PilotJob pilotJob(Form form) {
        if (form.text(PILOT).isEmpty()) {
            return new PilotJob.None();
        }
        return new PilotJob.BroughtBy(new Pilot(dn(form, PILOT), fqans(form, PILOT_FQANS), Set.of(), Set.of()));
    }

    private static Dn dn(Form form, String field) {
        return read(field, form.text(field), Dn::parse);
    }

    private static List<Fqan> fqans(Form form, String field) {
        return form.text(field)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> read(field, line, Fqan::parse))
                .toList();
    }

    private static Resource resource(Form form) {
        ResourceType type = read(RESOURCE, form.text(RESOURCE), word -> find(resources(), ResourceType::word, word));
        return new Resource(type, type == ResourceType.UNSPECIFIED ? "" : type.resourceId(), List.of());
    }

    private static Action action(Form form) {
        ActionType type = read(ACTION, form.text(ACTION), word -> find(actions(), ActionType::word, word));
        return new Action(type, type.actionId());
    }

    /** What can be asked for, by its own word. */
    static List<ResourceType> resources() {
        return Stream.of(ResourceType.values())
                .filter(type -> type != ResourceType.OTHER)
                .toList();
    }

    /** What can be wanted, by its own word; what most want first. */
    static List<ActionType> actions() {
        return List.of(ActionType.EXECUTE_NOW, ActionType.QUEUE, ActionType.ACCESS);
    }

    private static <T> T find(List<T> all, Function<T, String> name, String word) {
        return all.stream()
                .filter(one -> name.apply(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("choose one of the list"));
    }

    private static <T> T read(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("`" + field + "` cannot be read: " + e.getMessage(), e);
        }
    }
}
