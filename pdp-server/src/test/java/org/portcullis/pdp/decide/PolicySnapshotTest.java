package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

class PolicySnapshotTest {
    private static final RequestContext NOW = new RequestContext(
            new UUID(1, 2), Instant.parse("2026-01-01T12:00:00Z"), new Dn("/C=XX/CN=ce1"), "192.0.2.1");
    private static final List<String> NAMES =
            List.of("/C=XX/CN=Alice", "/C=XX/CN=Bob", "/C=XX/CN=bob", "/C=XX/CN=Alice/CN=proxy", "/C=XX/CN=Mallory");
    private static final List<String> VOS = List.of("atlas", "cms", "ATLAS");

    @TempDir
    private Path directory;

    private MappingRules mapping;

    @BeforeEach
    void noMapping() {
        mapping = Snapshots.mapping(directory, "", "");
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void banBeatsPolicy() {
        Ban ban = new Ban.BannedDn(new Dn("/C=XX/CN=Bob"));
        PolicySnapshot snapshot = Snapshots.snapshot(mapping, Snapshots.packThatSays(Snapshots.bare()), ban);

        Verdict verdict = snapshot.decide(NOW, Snapshots.request("/C=XX/CN=Bob"));

        assertThat(verdict.decision()).isEqualTo(new Deny(ReasonCode.BANNED_SUBJECT));
        assertThat(verdict.ban()).isEqualTo("dn:/C=XX/CN=Bob");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REVOCATION_UNKNOWN")
    void everyDoubtIsADenyUnlessItOnlyTookSomethingAway(Doubt doubt) {
        PolicySnapshot snapshot = Snapshots.snapshot(mapping, Snapshots.packThatSays(Snapshots.bare()));
        AuthzRequest request = Snapshots.request("/C=XX/CN=Bob");

        Verdict verdict =
                snapshot.decide(NOW, request.withSubject(request.subject().doubted(doubt)));

        assertThat(verdict.decision()).isEqualTo(doubt.refuses() ? new Deny(doubt.reason()) : Snapshots.bare());
        assertThat(doubt.refuses())
                .isEqualTo(!doubt.reason().value().matches("ac-(?:not-valid-now|unverifiable)|reserved-attributes"));
    }

    /** Another server may have the list; what is certain is a Deny before that. */
    @Test
    void whatThisServerCannotTellIsForAnotherOne() {
        PolicySnapshot snapshot = Snapshots.snapshot(mapping, Snapshots.packThatSays(Snapshots.bare()));
        AuthzRequest request = Snapshots.request("/C=XX/CN=Bob");
        Subject unknown = request.subject().doubted(Doubt.REVOCATION_UNKNOWN);
        Subject invalid = unknown.doubted(Doubt.CREDENTIAL_INVALID);

        assertThat(snapshot.decide(NOW, request.withSubject(unknown)).decision())
                .isEqualTo(new Indeterminate(ErrorKind.REVOCATION_UNKNOWN));
        assertThat(snapshot.decide(NOW, request.withSubject(invalid)).decision())
                .isEqualTo(new Deny(Doubt.CREDENTIAL_INVALID.reason()));
    }

    @Test
    void packDecidesAboutEverybodyElse() {
        Decision decision = new NotApplicable();
        PolicySnapshot snapshot = Snapshots.snapshot(mapping, Snapshots.packThatSays(decision));

        Verdict verdict = snapshot.decide(NOW, Snapshots.request("/C=XX/CN=Bob"));

        assertThat(verdict).isEqualTo(new Verdict(decision, "policy/rule", "", List.of(), Terms.NONE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreBansNeverPermitMore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            AuthzRequest request = request(random);
            List<Ban> bans = bans(random);
            PolicySnapshot few = snapshot(random.split(), bans.subList(0, random.nextInt(bans.size() + 1)));
            PolicySnapshot more = new PolicySnapshot(few.peps(), Snapshots.banList(bans), few.pack(), mapping, 8);

            Decision before = few.decide(NOW, request).decision();
            Decision after = more.decide(NOW, request).decision();

            assertThat(after instanceof Permit && !(before instanceof Permit)).isFalse();
            assertThat(after.equals(before) || after instanceof Deny).isTrue();
        }
    }

    private PolicySnapshot snapshot(SplittableRandom random, List<Ban> bans) {
        List<Decision> decisions = List.of(
                Snapshots.bare(),
                new Deny(ReasonCode.NO_POLICY),
                new NotApplicable(),
                new Indeterminate(ErrorKind.POLICY_ERROR));
        return Snapshots.snapshot(mapping, Snapshots.packThatSays(one(decisions, random)), bans.toArray(Ban[]::new));
    }

    private static AuthzRequest request(SplittableRandom random) {
        AuthzRequest request = Snapshots.request(one(NAMES, random), "/" + one(VOS, random));
        return random.nextBoolean()
                ? request
                : Snapshots.broughtBy(request, one(NAMES, random), "/" + one(VOS, random));
    }

    private static List<Ban> bans(SplittableRandom random) {
        List<Ban> bans = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            bans.add(
                    random.nextBoolean()
                            ? new Ban.BannedDn(new Dn(one(NAMES, random)))
                            : new Ban.BannedVo(new VoName(one(VOS, random)), Ban.Scope.ALL));
        }
        return bans;
    }

    private static <T> T one(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
