package org.portcullis.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.facts.Circumstances;
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
import org.portcullis.profile.VoName;

/** Requests put together from plain words. */
public final class Requests {
    private static final SupportedObligations NOTHING_SAID = new SupportedObligations(false, Set.of());

    private Requests() {}

    /** Asked at that moment by a PEP that nothing is on record of. */
    public static Circumstances at(Instant moment) {
        return new Circumstances(moment, new Dn("/DC=org/DC=example/CN=E1"));
    }

    /** A direct job on a computing element. */
    public static AuthzRequest directJob(String dn, String... fqans) {
        return request(subject(dn, List.of(fqans), List.of()), new PilotJob.None(), "ce", "queue");
    }

    /** Work brought to a worker node by a pilot. */
    public static AuthzRequest pilotJob(Subject payload, Pilot pilot) {
        return request(payload, new PilotJob.BroughtBy(pilot), "wn", "execute-now");
    }

    /** Any request; resource and action by the words of the policies. */
    public static AuthzRequest request(Subject subject, PilotJob pilotJob, String resource, String action) {
        ResourceType resourceType = ResourceType.valueOf(resource.toUpperCase(Locale.ROOT));
        ActionType actionType =
                ActionType.valueOf(action.toUpperCase(Locale.ROOT).replace('-', '_'));
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                subject,
                pilotJob,
                new Resource(resourceType, resourceType.resourceId(), List.of()),
                new Action(actionType, actionType.actionId()),
                NOTHING_SAID);
    }

    /** The same question about a resource on that host. */
    public static AuthzRequest forHost(AuthzRequest request, String host) {
        Resource resource =
                new Resource(request.resource().type(), request.resource().id(), List.of(host));
        return new AuthzRequest(
                request.profile(),
                request.subject(),
                request.pilotJob(),
                resource,
                request.action(),
                request.supported());
    }

    /** A subject without credential and without doubt. */
    public static Subject subject(String dn, Collection<String> fqans, Collection<String> vos) {
        return new Subject(Dn.parse(dn), fqans(fqans), vos(vos), new Credential.Bare(), Set.of());
    }

    /** A pilot without doubt. */
    public static Pilot pilot(String dn, Collection<String> fqans, Collection<String> vos) {
        return new Pilot(Dn.parse(dn), fqans(fqans), vos(vos), Set.of());
    }

    private static List<Fqan> fqans(Collection<String> fqans) {
        return fqans.stream().map(Fqan::parse).toList();
    }

    private static Set<VoName> vos(Collection<String> vos) {
        return vos.stream().map(VoName::new).collect(Collectors.toSet());
    }
}
