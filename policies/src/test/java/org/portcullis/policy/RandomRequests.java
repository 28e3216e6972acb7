package org.portcullis.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.PilotJob;

/** Requests as a seed makes them: few names, so that they meet often, and everything that decides. */
final class RandomRequests {
    private static final List<String> DNS = List.of("/O=grid/CN=ann", "/O=grid/CN=ben", "/O=grid/CN=cleo");
    private static final List<String> VOS =
            List.of("atlas", "cms", "lhcb", "biomed", "ops", "alice", "vo.example.org", "zeus");
    private static final List<String> ROLES =
            List.of("", "/Role=NULL", "/Role=pilot", "/Role=production-pilot", "/Role=production/Capability=NULL");
    private static final List<String> RESOURCES = List.of("wn", "wn", "ce", "ce", "se", "rb", "other", "unspecified");
    private static final List<String> ACTIONS = List.of("queue", "execute-now", "execute-now", "access", "other");
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2008-12-31T23:59:59Z"),
            Instant.parse("2009-01-01T00:00:00Z"),
            Instant.parse("2009-10-01T12:00:00Z"),
            Instant.parse("2009-12-31T23:59:59.999Z"),
            Instant.parse("2010-01-01T00:00:00Z"));

    private final SplittableRandom random;

    RandomRequests(long seed) {
        random = new SplittableRandom(seed);
    }

    AuthzRequest request() {
        return Requests.request(Requests.subject(one(DNS), fqans(), vos()), pilotJob(), one(RESOURCES), one(ACTIONS));
    }

    Instant time() {
        return one(TIMES);
    }

    String vo() {
        return one(VOS);
    }

    private PilotJob pilotJob() {
        if (random.nextInt(3) == 0) {
            return new PilotJob.None();
        }
        return new PilotJob.BroughtBy(Requests.pilot(one(DNS), fqans(), vos()));
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
