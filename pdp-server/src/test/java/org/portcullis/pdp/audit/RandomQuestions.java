package org.portcullis.pdp.audit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Delegation;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;

/** Questions of every shape there is, the same ones for the same seed. */
public final class RandomQuestions {
    private static final List<String> FQANS = List.of(
            "/atlas",
            "/atlas/Role=pilot",
            "/atlas/Role=production",
            "/atlas/nl/Role=lcgadmin",
            "/cms",
            "/cms/Role=pilot",
            "/ops",
            "/lhcb/Role=pilot",
            "/vo.example.org/Role=production-pilot",
            "/mayhem");

    private final SplittableRandom random;

    public RandomQuestions(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next question. */
    public AuthzRequest next() {
        ResourceType type = one(ResourceType.values());
        ActionType action = one(ActionType.values());
        return new AuthzRequest(
                one(Profile.values()),
                new Subject(dn(), fqans(), vos(), credential(), rarely(this::doubts, Set.of())),
                pilotJob(),
                new Resource(type, one("", "x", type.resourceId(), "a \"b\"\n\u2028\\"), hosts()),
                new Action(action, one(action.actionId(), "http://glite.org/xacml/action/execute", "")),
                new SupportedObligations(random.nextInt(8) > 0, subset(ObligationId.class)));
    }

    private PilotJob pilotJob() {
        Pilot owner = new Pilot(dn(), fqans(), vos(), rarely(this::doubts, Set.of()));
        return one(new PilotJob.None(), new PilotJob.BroughtBy(owner), new PilotJob.Unattributed(owner));
    }

    private Credential credential() {
        return switch (random.nextInt(3)) {
            case 0 -> new Credential.Bare(unproven());
            case 1 -> new Credential.Recorded(traits(), random.nextBoolean(), unproven());
            default ->
                new Credential.Token(
                        "https://iam.example.org/", one("sub-1", ""), one("", "jti \u00e9"), one("", "k1"), scopes());
        };
    }

    private Unproven unproven() {
        return rarely(() -> new Unproven(fqans(), vos(), Set.of(dn())), Unproven.NONE);
    }

    private Set<String> scopes() {
        return new HashSet<>(some(List.of("compute.create", "storage.read:/", "openid")));
    }

    private ChainTraits traits() {
        List<ChainTraits.Issued> certificates = some(List.of(1, 2, 3)).stream()
                .map(n -> new ChainTraits.Issued(dn(), new BigInteger(bytes()), n == 1))
                .toList();
        return new ChainTraits(random.nextBoolean(), seconds(), seconds(), seconds(), certificates, delegation());
    }

    private Delegation delegation() {
        Instant until = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(2_000_000));
        return one(
                Delegation.UNKNOWN,
                new Delegation(Delegation.Kind.END_ENTITY, 0, until),
                new Delegation(one(Delegation.Kind.RFC3820, Delegation.Kind.LEGACY), 1 + random.nextInt(9), until));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[1 + random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Duration seconds() {
        return Duration.ofSeconds(random.nextInt(2_000_000));
    }

    private Dn dn() {
        return new Dn(one("/C=XX/O=Grid/CN=", "/DC=org/O=A \"b\" \\ c/CN=Jos\u00e9 ", "/C=XX/CN=host/")
                + one("Alice", "Bob", "Pilot", "Robot: atlas", "Banned User"));
    }

    private List<Fqan> fqans() {
        return some(FQANS).stream().limit(4).map(Fqan::new).toList();
    }

    private Set<VoName> vos() {
        return some(List.of("atlas", "cms", "vo.example.org", "mayhem")).stream()
                .limit(2)
                .map(VoName::new)
                .collect(Collectors.toSet());
    }

    private List<String> hosts() {
        return some(List.of("wn1.example.org", "WN2", "ce\u0000")).stream()
                .limit(2)
                .toList();
    }

    private Set<Doubt> doubts() {
        return subset(Doubt.class);
    }

    private <E extends Enum<E>> Set<E> subset(Class<E> kind) {
        Set<E> subset = EnumSet.noneOf(kind);
        subset.addAll(some(List.of(kind.getEnumConstants())));
        return subset;
    }

    private <T> List<T> some(List<T> values) {
        return values.stream().filter(value -> random.nextInt(3) == 0).toList();
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T rarely(Supplier<T> odd, T usual) {
        return random.nextInt(20) == 0 ? odd.get() : usual;
    }
}
