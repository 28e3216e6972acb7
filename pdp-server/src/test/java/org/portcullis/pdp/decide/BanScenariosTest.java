package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.ban.Asked;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanList;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.policy.Evaluation;
import org.portcullis.policy.PackManifest;
import org.portcullis.policy.PolicyPack;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision;

/** The acceptance scenarios about bans, by their numbers, on a snapshot whose pack lets everybody in. */
class BanScenariosTest {
    private static final Instant NOON = Instant.parse("2009-10-01T12:00:00Z");
    private static final Path CONF = Path.of("../conf/quickstart");

    /** A pack that would permit anything. */
    private record OpenDoor() implements PolicyPack {
        @Override
        public PackManifest manifest() {
            return new PackManifest("open-door", "1", "");
        }

        @Override
        public Evaluation evaluate(AuthzRequest request, Circumstances circumstances) {
            return new Evaluation(new Decision.Permit(List.of()), "open-door/all", List.of(), Terms.NONE);
        }
    }

    @ParameterizedTest(name = "{0}: {1}→{2} with {3}: {4}")
    @CsvSource({
        "17, PA1, UA1, dn:/C=XX/CN=UA1, banned-subject",
        "18, PA1, UA2, dn:/C=XX/CN=UA1, permit",
        "19, '',  UA1, dn:/C=XX/CN=UA1, banned-subject",
        "21, PA1, UA2, fqan:/atlas/de/Role=production, banned-fqan",
        "23, PA1, UA1, vo:atlas, banned-vo",
        "26, '',  UA1, vo:atlas scope=mupj, permit",
        "27, '',  PA1, vo:atlas scope=mupj, banned-vo-mupj",
        "28, PA1, UA1, pilot:/C=XX/CN=PA1, banned-pilot-owner",
        "29, PA2, UA1, pilot:/C=XX/CN=PA1, permit",
        "58, PA1, UA1, dn:/C=XX/CN=UA1, banned-subject",
        "60, '',  PA1, vo:atlas, banned-vo",
        "61, PA1, UA1, vo:atlas, banned-vo",
        "72, PA1, UA1, dn:/C=XX/CN=UA1, banned-subject"
    })
    void scenarioIsDecidedAsAccepted(int number, String pilot, String subject, String selector, String expected) {
        Verdict verdict = decide(snapshot(banned(selector, BanPeriod.ALWAYS)), asked(pilot, subject), NOON);

        assertThat(word(verdict)).as("scenario %d", number).isEqualTo(expected);
        assertThat(verdict.ban()).isEqualTo(expected.equals("permit") ? "" : selector);
    }

    /** Scenario 73. */
    @Test
    void liftedBanIsForgottenAtOnce() {
        PolicySnapshot before = snapshot(banned("dn:/C=XX/CN=UA1", BanPeriod.ALWAYS));
        PolicySnapshot after = before.withBans(new BanList(List.of(), 2), 2);

        assertThat(word(decide(before, asked("PA1", "UA1"), NOON))).isEqualTo("banned-subject");
        assertThat(word(decide(after, asked("PA1", "UA1"), NOON.plusSeconds(1))))
                .isEqualTo("permit");
        assertThat(after.pack()).isSameAs(before.pack());
    }

    /** Scenario 74. */
    @Test
    void banWhoseTimeIsOverPermitsAndIsNoted() {
        PolicySnapshot snapshot = snapshot(banned("dn:/C=XX/CN=UA1", new BanPeriod(NOON.minusSeconds(3600), NOON)));

        Verdict before = decide(snapshot, asked("PA1", "UA1"), NOON.minusMillis(1));
        Verdict after = decide(snapshot, asked("PA1", "UA1"), NOON.plusSeconds(1));

        assertThat(word(before)).isEqualTo("banned-subject");
        assertThat(word(after)).isEqualTo("permit");
        assertThat(after.ban()).isEqualTo("expired dn:/C=XX/CN=UA1");
    }

    @Test
    void banWhoseTimeHasNotComeDoesNotHit() {
        PolicySnapshot snapshot = snapshot(banned("vo:atlas", new BanPeriod(NOON.plusSeconds(1), Instant.MAX)));

        Verdict verdict = decide(snapshot, asked("PA1", "UA1"), NOON);

        assertThat(word(verdict)).isEqualTo("permit");
        assertThat(verdict.ban()).isEmpty();
    }

    private static Asked asked(String pilot, String subject) {
        String[] fqans = subject.equals("UA2")
                ? new String[] {"/atlas", "/atlas/de/Role=production"}
                : new String[] {subject.startsWith("P") ? "/atlas/Role=pilot" : "/atlas"};
        Asked direct = Asked.of("/C=XX/CN=" + subject, fqans);
        return pilot.isEmpty() ? direct : direct.broughtBy("/C=XX/CN=" + pilot, "/atlas/Role=pilot");
    }

    private static BanEntry banned(String selector, BanPeriod period) {
        return new BanEntry("1", Ban.parse(selector), BanNote.NONE, period, Origin.SITE);
    }

    private static PolicySnapshot snapshot(BanEntry ban) {
        MappingFiles files = new MappingFiles(
                CONF.resolve("accounts.map"),
                CONF.resolve("groups.map"),
                CONF.resolve("passwd"),
                CONF.resolve("group"));
        MappingRules mapping = MappingRules.load(files, new AccountLimits(1000, 1000, Set.of()));
        return new PolicySnapshot(new PepList(List.of()), new BanList(List.of(ban), 1), new OpenDoor(), mapping, 1);
    }

    private static Verdict decide(PolicySnapshot snapshot, Asked asked, Instant at) {
        return snapshot.decide(new RequestContext(new UUID(0, 0), at, Asked.PEP, ""), asked.request());
    }

    private static String word(Verdict verdict) {
        return verdict.decision() instanceof Decision.Deny deny ? deny.reason().value() : "permit";
    }
}
