package org.portcullis.pdp.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.load.pki.GridPki;
import org.portcullis.pdp.ban.Asked;
import org.portcullis.pdp.context.Pep;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.Unproven;
import org.portcullis.profile.VoName;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.ReplyTo;

/** Whatever a PEP that may not vouch says beside a chain, nobody becomes more than the chain proves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimsPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Dn ALICE = new Dn("/C=XX/O=Grid/CN=Alice");
    private static final VoName ATLAS = new VoName("atlas");
    private static final List<Fqan> PROVEN = List.of(new Fqan("/atlas"), new Fqan("/atlas/nl"));
    private static final List<Fqan> SAYABLE =
            List.of(new Fqan("/atlas"), new Fqan("/atlas/nl"), new Fqan("/atlas/Role=production"), new Fqan("/cms"));
    private static final List<VomsVerdict> VERDICTS = List.of(
            new VomsVerdict.NoAttributes(),
            new VomsVerdict.Verified(PROVEN, ATLAS, NOW, NOW),
            new VomsVerdict.Verified(
                    PROVEN,
                    ATLAS,
                    NOW,
                    NOW,
                    List.of(new VomsVerdict.Verified(List.of(new Fqan("/cms")), new VoName("cms"), NOW, NOW))),
            new VomsVerdict.Invalid(Doubt.CREDENTIAL_INVALID, List.of(), "wrong signature"),
            new VomsVerdict.Invalid(Doubt.ATTRIBUTES_NOT_VALID_NOW, PROVEN, "not valid now"));

    private final PepList peps =
            new PepList(List.of(new Pep(Asked.PEP, Set.of(ResourceType.WN), Set.of(), false, false)));
    private Credential.Chain chain;

    @BeforeAll
    void makeChain(@TempDir Path directory) {
        chain = new Credential.Chain(
                GridPki.create(directory, InstantSource.system()).user("Alice").chain());
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void claimsMakeItStricterOrNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        VomsVerdict verdict = VERDICTS.get(random.nextInt(VERDICTS.size()));
        List<Fqan> fqans = new ArrayList<>();
        SAYABLE.stream().filter(any -> random.nextBoolean()).forEach(fqans::add);
        Set<VoName> vos = new HashSet<>();
        List.of(ATLAS, new VoName("cms")).stream()
                .filter(any -> random.nextInt(3) == 0)
                .forEach(vos::add);
        Credential issued = chain.withUnproven(Unproven.NONE.issuedBy(Set.of(new Dn("/CN=CA " + seed))));

        Subject silent = known(new Subject(ALICE, List.of(), Set.of(), chain, Set.of()), verdict);
        Subject claimed = known(new Subject(ALICE, fqans, vos, issued, Set.of()), verdict);

        boolean refused = claimed.doubts().stream().anyMatch(Doubt::refuses);
        assertThat(refused || claimed.fqans().equals(silent.fqans())).isTrue();
        assertThat(refused || silent.allVos().containsAll(claimed.allVos())).isTrue();
        assertThat(claimed.doubts()).containsAll(silent.doubts());
    }

    private Subject known(Subject subject, VomsVerdict verdict) {
        AuthzRequest request = Asked.of(ALICE.value()).request().withSubject(subject);
        RequestContext context = new RequestContext(new UUID(0, 0), NOW, Asked.PEP, "192.0.2.1");
        AuthzRequest admitted = peps.admit(context, new AuthzQuery(ReplyTo.UNKNOWN, request));
        return new CredentialPoint((any, at) -> new ChainVerdict.Proven(ALICE), (any, at) -> verdict)
                .enrich(admitted, NOW)
                .subject();
    }
}
