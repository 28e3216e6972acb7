package org.portcullis.pdp.decide;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
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

/** Questions and bans as a seed makes them: few names, so that they meet often. */
final class RandomQuestions {
    private static final String PEOPLE = "/DC=org/DC=example/CN=";
    private static final List<String> DNS = List.of(
            "/C=XX/O=Big Grid/CN=Ann Example", "/C=XX/O=Grid/CN=ben", PEOPLE + "PA1", PEOPLE + "PL1", PEOPLE + "PO1");
    private static final List<String> VOS = List.of("atlas", "atlas", "cms", "lhcb", "ops", "zeus");
    private static final List<String> ROLES =
            List.of("", "", "/Role=pilot", "/Role=pilot", "/Role=production", "/Role=lcgadmin");
    private static final List<String> PILOT_FQANS =
            List.of("/atlas/Role=pilot", "/atlas/Role=pilot", "/lhcb/Role=pilot", "/ops/Role=pilot", "/atlas");
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2009-10-01T12:00:00Z"),
            Instant.parse("2009-12-15T12:00:00Z"),
            Instant.parse("2010-03-01T00:00:00Z"));
    private static final List<Dn> PEPS = List.of(new Dn(PEOPLE + "E1"), new Dn(PEOPLE + "E2"));
    private static final Dn CA = new Dn("/C=XX/O=Grid/CN=Test CA");
    private static final List<String> BANS = List.of(
            "dn:/C=XX/O=Grid/CN=ben",
            "pilot:/DC=org/DC=example/CN=PA1",
            "vo:cms",
            "vo:atlas scope=mupj",
            "fqan:/atlas/group/*",
            "fqan:/lhcb/Role=production",
            "host:wn2.example.org",
            "ca:/C=XX/O=Grid/CN=Test CA",
            "serial:7@/C=XX/O=Grid/CN=Test CA");

    private final SplittableRandom random;

    RandomQuestions(long seed) {
        random = new SplittableRandom(seed);
    }

    AuthzRequest request() {
        ResourceType type = one(List.of(ResourceType.WN, ResourceType.WN, ResourceType.CE, ResourceType.SE));
        ActionType action = one(List.of(ActionType.EXECUTE_NOW, ActionType.EXECUTE_NOW, ActionType.QUEUE));
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                new Subject(Dn.parse(one(DNS)), fqans(), vos(), credential(), Set.of()),
                pilotJob(),
                new Resource(type, type.resourceId(), List.of(one(List.of("wn1.example.org", "wn2.example.org")))),
                new Action(action, action.actionId()),
                new SupportedObligations(false, Set.of()));
    }

    RequestContext context() {
        return new RequestContext(new UUID(0, 0), one(TIMES), one(PEPS), "192.0.2.1");
    }

    String ban() {
        return one(BANS);
    }

    private PilotJob pilotJob() {
        if (random.nextInt(3) == 0) {
            return new PilotJob.None();
        }
        return new PilotJob.BroughtBy(
                new Pilot(Dn.parse(one(DNS)), List.of(Fqan.parse(one(PILOT_FQANS))), Set.of(), Set.of()));
    }

    private List<Fqan> fqans() {
        List<Fqan> fqans = new ArrayList<>();
        String home = one(VOS);
        for (int left = random.nextInt(4); left > 0; left--) {
            fqans.add(Fqan.parse("/" + home + one(List.of("", "/group")) + one(ROLES)));
        }
        return fqans;
    }

    private Set<VoName> vos() {
        return random.ints(random.nextInt(3), 0, VOS.size())
                .mapToObj(n -> new VoName(VOS.get(n)))
                .collect(Collectors.toSet());
    }

    private Credential credential() {
        if (random.nextBoolean()) {
            return new Credential.Bare();
        }
        List<ChainTraits.Issued> issued =
                List.of(new ChainTraits.Issued(CA, BigInteger.valueOf(random.nextInt(8, 99)), true));
        return new Credential.Recorded(
                new ChainTraits(random.nextInt(4) == 0, lifetime(), lifetime(), Duration.ZERO, issued));
    }

    private Duration lifetime() {
        return Duration.ofHours(one(List.of(0, 12, 12, 24 * 10, 24 * 20)));
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
