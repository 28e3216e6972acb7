package org.portcullis.load.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.load.run.RequestTemplate;
import org.portcullis.load.run.Shot;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowdWorldTest {
    private static final VoName ATLAS = new VoName("atlas");
    private static final VoName MAYHEM = new VoName("mayhem");
    private static final Pattern CHAIN = Pattern.compile("#base64Binary\"><c:AttributeValue>([^<]+)<");

    private Path directory;
    private CrowdWorld world;

    @BeforeAll
    void makeWorld(@TempDir Path temporary) {
        directory = temporary;
        world = new CrowdWorld(temporary);
        world.write(List.of(ATLAS, MAYHEM), 3, InstantSource.system());
    }

    @Test
    void everyUserHasAProxyOfItsOwnWithVomsAttributesAndWithoutItsKey() throws Exception {
        CertificateChain chain = CertificateChain.ofFile(world.proxyFile(MAYHEM, 2));

        assertThat(chain.isProxy()).isTrue();
        assertThat(chain.ownerDn()).isEqualTo(new Dn("/C=XX/O=Grid/CN=Load User mayhem 00002"));
        assertThat(chain.fqans()).containsExactly(new Fqan("/mayhem"));
        assertThat(Files.readString(world.proxyFile(MAYHEM, 2))).doesNotContain("PRIVATE");
        assertThat(directory.resolve("vomsdir/mayhem")).isNotEmptyDirectory();
    }

    @Test
    void aGoodWorldIsKeptUntilMoreUsersAreWantedOrItsProxiesEnd() {
        InstantSource tonight = InstantSource.fixed(Instant.now().plus(Duration.ofHours(11)));

        assertThat(world.write(List.of(ATLAS), 2, InstantSource.system())).isFalse();
        assertThat(new CrowdWorld(directory.resolve("other")).write(List.of(ATLAS), 1, tonight))
                .isTrue();
        assertThat(new CrowdWorld(directory.resolve("other")).write(List.of(ATLAS), 2, tonight))
                .isTrue();
    }

    @Test
    void chainsAreSentAsTheyAreOnDisk() throws Exception {
        String message = message(Questions.CHAINS, "permit=1");
        Matcher chain = CHAIN.matcher(message);

        assertThat(chain.find()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(chain.group(1)), StandardCharsets.US_ASCII))
                .contains("-----BEGIN CERTIFICATE-----");
        assertThat(message).contains(RequestTemplate.ID).contains("IssueInstant=\"" + RequestTemplate.NOW);
    }

    @Test
    void messagesForOtherToolsNameOnePersonOrAnyStranger() throws Exception {
        String known = Files.readString(directory.resolve("known.xml"));
        String stranger = Files.readString(directory.resolve("stranger.xml"));

        assertThat(known).contains("/C=XX/O=Grid/CN=Load User atlas 00000<", RequestTemplate.NOW);
        assertThat(stranger).contains("/C=XX/O=Grid/CN=Stranger {{PERSON}}<").doesNotContain("Load User");
    }

    @Test
    void attributesNeedNoWorldAtAll() {
        String named = message(Questions.ATTRIBUTES, "permit=1");
        String offTopic = message(Questions.ATTRIBUTES, "na=1");

        assertThat(named)
                .contains("/C=XX/O=Grid/CN=Load User atlas 0000", "/atlas/Role=NULL", "resource-type/wn")
                .doesNotContainPattern(CHAIN);
        assertThat(offTopic).contains("resource-type/rb", "action-type/queue");
    }

    @Test
    void usersWhoWereNotMadeAreMissedBeforeTheLoad() {
        CrowdPlan plan = plan("permit=1", 50);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Questions.CHAINS.about(plan, world).prepare())
                .withMessageContaining("portcullis-load pki --profile crowd");
    }

    private String message(Questions questions, String mix) {
        Shot shot = questions.about(plan(mix, 3), world).shot(0);
        return shot.message().toString();
    }

    private static CrowdPlan plan(String mix, int users) {
        return new CrowdPlan(List.of(ATLAS), MAYHEM, users, Mix.parse(mix), 0, 1);
    }
}
