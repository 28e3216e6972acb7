package org.portcullis.pdp.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.portcullis.pdp.ban.Ban.BannedDn;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/** Questions that no policy of any site may answer with Permit. */
final class MustDeny {
    private static final Dn STRANGER = new Dn("/DC=invalid/DC=self-test/CN=Nobody");
    private static final List<Fqan> NOWHERE = List.of(Fqan.parse("/self-test.invalid"));
    private static final int MOST_BANS = 100;

    private final PolicySnapshot snapshot;
    private final Instant now;

    MustDeny(PolicySnapshot snapshot, Instant now) {
        this.snapshot = snapshot;
        this.now = now;
    }

    /** A question and what it is about. */
    private record Probe(String what, AuthzRequest request) {}

    /** Every one that is permitted nevertheless, one line each. */
    List<String> permitted() {
        return Stream.concat(strangers(), banned())
                .filter(probe -> isPermitted(probe.request()))
                .map(probe -> "self-test: Permit for " + probe.what())
                .toList();
    }

    private boolean isPermitted(AuthzRequest request) {
        RequestContext context = new RequestContext(new UUID(0, 0), now, STRANGER, "self-test");
        return snapshot.decide(context, request).decision() instanceof Decision.Permit;
    }

    private static Stream<Probe> strangers() {
        PilotJob pilot = new PilotJob.BroughtBy(new Pilot(STRANGER, NOWHERE, Set.of(), Set.of()));
        PilotJob none = new PilotJob.None();
        return Stream.of(
                new Probe("somebody unknown without any FQAN", request(STRANGER, List.of(), none)),
                new Probe("somebody unknown of an unknown VO", request(STRANGER, NOWHERE, none)),
                new Probe("a pilot of an unknown VO", request(STRANGER, NOWHERE, pilot)),
                new Probe("a pilot of an unknown VO with work of nobody's", request(STRANGER, List.of(), pilot)));
    }

    private Stream<Probe> banned() {
        return snapshot.bans().entries().stream()
                .filter(entry -> entry.period().covers(now))
                .map(BanEntry::ban)
                .flatMap(ban -> ban instanceof BannedDn banned ? Stream.of(banned.dn()) : Stream.empty())
                .limit(MOST_BANS)
                .map(dn -> new Probe("banned " + dn, request(dn, List.of(), new PilotJob.None())));
    }

    private static AuthzRequest request(Dn dn, List<Fqan> fqans, PilotJob pilot) {
        ResourceType wn = ResourceType.WN;
        ActionType execute = ActionType.EXECUTE_NOW;
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                new Subject(dn, fqans, Set.of(), new Credential.Bare(), Set.of()),
                pilot,
                new Resource(wn, wn.resourceId(), List.of("self-test.invalid")),
                new Action(execute, execute.actionId()),
                new SupportedObligations(false, Set.of()));
    }
}
