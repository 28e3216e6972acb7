package org.portcullis.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Subject;

/** Requests as a seed makes them: few names, so that they meet often, and everything that decides. */
public final class RandomRequests {
    private static final String PEOPLE = "/DC=org/DC=example/CN=";
    private static final List<String> DNS = List.of(
            "/O=grid/CN=ann",
            "/O=grid/CN=ben",
            PEOPLE + "PA1",
            PEOPLE + "PA3",
            PEOPLE + "PA1/CN=alice",
            PEOPLE + "PA1/CN=1234");
    private static final List<String> OWNERS = List.of("PA1 atlas", "PA1 atlas", "PA3 atlas", "PL1 lhcb", "PO1 ops");
    private static final List<String> VOS =
            List.of("atlas", "cms", "lhcb", "biomed", "ops", "alice", "vo.example.org", "zeus");
    private static final List<String> ROLES = List.of(
            "",
            "/Role=NULL",
            "/Role=pilot",
            "/Role=production-pilot",
            "/Role=production/Capability=NULL",
            "/Role=lcgadmin");
    private static final List<String> RESOURCES = List.of("wn", "wn", "ce", "ce", "se", "rb", "other", "unspecified");
    private static final List<String> ACTIONS = List.of("queue", "execute-now", "execute-now", "access", "other");
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2008-12-31T23:59:59Z"),
            Instant.parse("2009-01-01T00:00:00Z"),
            Instant.parse("2009-10-01T12:00:00Z"),
            Instant.parse("2009-11-23T23:59:59Z"),
            Instant.parse("2009-11-24T00:00:00Z"),
            Instant.parse("2009-12-15T12:00:00Z"),
            Instant.parse("2009-12-19T12:00:00Z"),
            Instant.parse("2009-12-31T23:59:59.999Z"),
            Instant.parse("2010-01-01T00:00:00Z"),
            Instant.parse("2010-02-28T23:59:59Z"),
            Instant.parse("2010-03-01T00:00:00Z"));
    private static final List<Dn> PEPS = List.of(new Dn(PEOPLE + "E1"), new Dn(PEOPLE + "E1"), new Dn(PEOPLE + "E2"));
    private static final List<String> HOSTS =
            List.of("wn1.example.org", "wn1.example.org", "wn-old.example.org", "WN-test.example.org");
    static final Credential LIMITED = Proxies.chain(new Proxies.Draft(Proxies.Kind.LIMITED, Duration.ofHours(12)));
    private static final List<Credential> CREDENTIALS = List.of(
            new Credential.Bare(),
            new Credential.Bare(),
            Proxies.chain(),
            Proxies.chain(new Proxies.Draft(Proxies.Kind.FULL, Duration.ofHours(12))),
            LIMITED,
            Proxies.chain(new Proxies.Draft(Proxies.Kind.LEGACY, Duration.ofHours(96))),
            Proxies.chain().withAttributes(Duration.ofHours(12), Instant.MAX),
            Proxies.chain().withAttributes(Duration.ofHours(48), Instant.MAX),
            token(),
            token("openid"),
            token("compute.create", "openid"),
            token("storage.read:/"));

    private final SplittableRandom random;

    public RandomRequests(long seed) {
        random = new SplittableRandom(seed);
    }

    public AuthzRequest request() {
        Subject named = Requests.subject(one(DNS), fqans(), vos());
        Subject subject = new Subject(named.dn(), named.fqans(), named.vos(), one(CREDENTIALS), named.doubts());
        PilotJob pilotJob = pilotJob();
        Optional<Pilot> silent = pilotJob.pilot().filter(pilot -> random.nextInt(8) == 0);
        AuthzRequest request = Requests.request(
                silent.map(RandomRequests::standIn).orElse(subject),
                silent.<PilotJob>map(PilotJob.Unattributed::new).orElse(pilotJob),
                one(RESOURCES),
                one(ACTIONS));
        return Requests.forHost(request, one(HOSTS));
    }

    Circumstances circumstances() {
        return new Circumstances(one(TIMES), one(PEPS));
    }

    String vo() {
        return one(VOS);
    }

    private static Subject standIn(Pilot pilot) {
        return new Subject(pilot.dn(), pilot.fqans(), pilot.vos(), new Credential.Bare(), pilot.doubts());
    }

    private static Credential token(String... scopes) {
        return new Credential.Token("https://atlas.example.org/", "ann", "", "", Set.of(scopes));
    }

    private PilotJob pilotJob() {
        if (random.nextInt(3) == 0) {
            return new PilotJob.None();
        }
        if (random.nextInt(3) == 0) {
            return new PilotJob.BroughtBy(Requests.pilot(one(DNS), fqans(), vos()));
        }
        String[] owner = one(OWNERS).split(" ", -1);
        return new PilotJob.BroughtBy(
                Requests.pilot(PEOPLE + owner[0], List.of("/" + owner[1] + "/Role=pilot"), List.of()));
    }

    private List<String> fqans() {
        List<String> fqans = new ArrayList<>();
        String home = one(VOS);
        for (int left = random.nextInt(4); left > 0; left--) {
            String vo = random.nextInt(3) == 0 ? one(VOS) : home;
            fqans.add("/" + vo + (random.nextBoolean() ? "" : "/group") + one(ROLES));
        }
        return fqans;
    }

    private List<String> vos() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(one(VOS));
            case 1 -> List.of(one(VOS), one(VOS));
            default -> List.of();
        };
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
