package org.portcullis.pdp.ban;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

/** Questions about people of a small site, in few words. */
public record Asked(AuthzRequest request) {
    /** The PEP that asks unless a test says otherwise. */
    public static final Dn PEP = Dn.parse("/C=XX/O=Grid/CN=ce1.example.org");

    /** A direct job, submitted to a computing element by somebody without any proof. */
    public static Asked of(String dn, String... fqans) {
        List<Fqan> parsed = Stream.of(fqans).map(Fqan::parse).toList();
        Subject subject = new Subject(Dn.parse(dn), parsed, Set.of(), new Credential.Bare(), Set.of());
        return new Asked(new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                subject,
                new PilotJob.None(),
                new Resource(ResourceType.WN, ResourceType.WN.resourceId(), List.of("wn1.example.org")),
                new Action(ActionType.QUEUE, ActionType.QUEUE.actionId()),
                new SupportedObligations(false, Set.of())));
    }

    /** The same work, run on a worker node by somebody's pilot. */
    public Asked broughtBy(String pilotDn, String pilotFqan) {
        return broughtBy(new Pilot(Dn.parse(pilotDn), List.of(Fqan.parse(pilotFqan)), Set.of(), Set.of()));
    }

    /** The same work, run on a worker node by the pilot of somebody who names no VO. */
    public Asked broughtByNobodyInParticular(String pilotDn) {
        return broughtBy(new Pilot(Dn.parse(pilotDn), List.of(), Set.of(), Set.of()));
    }

    private Asked broughtBy(Pilot pilot) {
        return new Asked(new AuthzRequest(
                request.profile(),
                request.subject(),
                new PilotJob.BroughtBy(pilot),
                request.resource(),
                new Action(ActionType.EXECUTE_NOW, ActionType.EXECUTE_NOW.actionId()),
                request.supported()));
    }

    /** The same question with this credential. */
    public Asked with(Credential credential) {
        Subject subject = request.subject();
        return new Asked(request.withSubject(
                new Subject(subject.dn(), subject.fqans(), subject.vos(), credential, subject.doubts())));
    }
}
