package org.portcullis.pdp.ban;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

class BanListTest {
    private static final String MALLORY = "/C=XX/O=Grid/CN=Mallory Doe";
    private static final Ban BAN = new Ban.BannedDn(new Dn(MALLORY));
    private static final BanList BANS = new BanList(List.of(BAN, new Ban.BannedVo(new VoName("evilvo"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                MALLORY,
                "CN=Mallory Doe,O=Grid,C=XX",
                "/CN=Mallory Doe/O=Grid/C=XX",
                "/C=XX/O=GRID/CN=MALLORY DOE",
                "/c=xx/o=grid/cn=mallory doe",
                "/C=XX/O=Grid/CN=Mallory  Doe ",
                "/C=XX/O=Grid/CN=Mallory Doe/E=m@x.y",
                "/2.5.4.6=XX/2.5.4.10=Grid/2.5.4.3=Mallory Doe",
                "/C=XX/O=Grid/CN=\uff2dallory\u00a0Doe",
                "/C=XX/O=Grid/CN=Mallory Doe/CN=1234567/CN=limited proxy",
            })
    void everySpellingOfABannedNameIsBanned(String spelling) {
        AuthzRequest asSubject = Snapshots.request(spelling);
        AuthzRequest asPilot = Snapshots.broughtBy(Snapshots.request("/C=XX/O=Grid/CN=Alice"), spelling);

        assertThat(BANS.hit(asSubject)).contains(new BanHit(BAN, ReasonCode.BANNED_SUBJECT));
        assertThat(BANS.hit(asPilot)).contains(new BanHit(BAN, ReasonCode.BANNED_PILOT_OWNER));
        assertThat(new BanList(List.of(new Ban.BannedDn(Dn.parse(spelling).withoutProxyNames())))
                        .hit(Snapshots.request(MALLORY)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/C=XX/O=Grid/CN=Mallory",
                "/C=XX/O=Grid/CN=Mallory Doe 2",
                "/C=XX/O=Grid2/CN=Mallory Doe",
                "/C=XX/O=Grid/CN=Mallory Doe/CN=Alice"
            })
    void otherPeopleAreNot(String name) {
        assertThat(BANS.hit(Snapshots.request(name))).isEmpty();
    }

    @Test
    void voIsBannedHoweverItIsNamed() {
        AuthzRequest alice = Snapshots.request("/C=XX/CN=Alice");
        Subject named = new Subject(
                alice.subject().dn(),
                List.of(),
                Set.of(new VoName("EvilVO")),
                alice.subject().credential(),
                Set.of());

        assertThat(reason(Snapshots.request("/C=XX/CN=Alice", "/evilvo/group/Role=x")))
                .isEqualTo("banned-vo");
        assertThat(reason(Snapshots.request("/C=XX/CN=Alice", "/atlas", "/evilvo")))
                .isEqualTo("banned-vo");
        assertThat(reason(alice.withSubject(named))).isEqualTo("banned-vo");
        assertThat(reason(Snapshots.broughtBy(alice, "/C=XX/CN=Bob", "/EVILVO/Role=pilot")))
                .isEqualTo("banned-vo");
        assertThat(reason(Snapshots.request("/C=XX/CN=Alice", "/evilvo2", "/x/evilvo")))
                .isEmpty();
    }

    @Test
    void sameBanTwiceIsOneBan() {
        assertThat(new BanList(List.of(BAN, new Ban.BannedDn(Dn.parse("CN=mallory doe,O=Grid,C=XX")))).size())
                .isEqualTo(1);
    }

    private static String reason(AuthzRequest request) {
        return BANS.hit(request).map(hit -> hit.reason().value()).orElse("");
    }
}
