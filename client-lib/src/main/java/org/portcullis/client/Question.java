package org.portcullis.client;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;

/**
 * May this subject do this here? {@code supported} are the obligations the caller is able to carry out: {@code uidgid}
 * always, {@code secondary-gids} and {@code username} if wanted.
 */
public record Question(
        Subject subject, PilotJob pilotJob, Resource resource, ActionType action, Set<ObligationId> supported) {
    /** The obligations this client can hand on. */
    public static final Set<ObligationId> UNDERSTOOD =
            Set.of(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,255}");

    /** Refuses what could not be asked or not be carried out. */
    public Question {
        supported = Set.copyOf(supported);
        if (!supported.contains(ObligationId.UIDGID) || !UNDERSTOOD.containsAll(supported)) {
            throw new IllegalArgumentException("supported obligations are uidgid and any of secondary-gids, username");
        }
        if (action == ActionType.OTHER) {
            throw new IllegalArgumentException("an action is one of queue, execute-now, access");
        }
        for (String host : resource.hosts()) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("not a host name: `" + cut(host) + "`");
            }
        }
    }

    /** Asks whether the subject may do this on that host, with every obligation we understand and no pilot. */
    public static Question of(Subject subject, ResourceType type, String host, ActionType action) {
        Resource resource = new Resource(type, type.resourceId(), List.of(host));
        return new Question(subject, new PilotJob.None(), resource, action, UNDERSTOOD);
    }

    /** The same question about work that this pilot brought. */
    public Question broughtBy(Pilot pilot) {
        return new Question(subject, new PilotJob.BroughtBy(pilot), resource, action, supported);
    }

    /** The same question from a caller who can carry out these obligations only. */
    public Question supporting(Set<ObligationId> obligations) {
        return new Question(subject, pilotJob, resource, action, obligations);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(200, text.length()));
    }
}
