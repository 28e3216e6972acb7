package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.seal.ChainHead;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;

/**
 * Lines compared byte by byte with the files in {@code src/test/golden/audit}, one per kind of record. Run with
 * {@code -Dgolden=update} to accept new ones; the diff is the review.
 */
class AuditLineTest {
    private static final Path GOLDEN = Path.of("src/test/golden/audit");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> everyKindOfRecord() {
        return records().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Path golden = GOLDEN.resolve(entry.getKey() + ".json");
                    byte[] line = linked(entry.getValue());
                    if ("update".equals(System.getProperty("golden"))) {
                        Files.createDirectories(GOLDEN);
                        Files.write(golden, line);
                    }
                    assertThat(line).asString(UTF_8).isEqualTo(Files.readString(golden));
                }));
    }

    private static byte[] linked(AuditRecord record) {
        byte[] line = ChainHead.START.link(AuditLine.of(record, Records.WRITTEN));
        return (new String(line, UTF_8) + "\n").getBytes(UTF_8);
    }

    private Map<String, AuditRecord> records() {
        var alice = Snapshots.request("/C=XX/CN=Alice", "/atlas/nl/Role=pilot", "/atlas");
        var pilot = Snapshots.broughtBy(alice, "/C=XX/CN=Pilot", "/atlas/Role=pilot");
        var doubted =
                alice.withSubject(alice.subject().doubted(Doubt.DN_CONFUSABLE).doubted(Doubt.DN_AMBIGUOUS));
        Permit numbers = new Permit(List.of(
                new Obligation.UidGid(50001, 5000),
                new Obligation.SecondaryGids(List.of(5001L, 5002L)),
                new Obligation.Username("atlas001")));
        Permit names = new Permit(List.of(new Obligation.PosixAccount("atlas001", "atlas", List.of("prd"))));
        Map<String, AuditRecord> records = new LinkedHashMap<>();
        records.put("permit-by-number", Records.decided(directory, pilot, numbers));
        records.put("permit-by-name", Records.decided(directory, alice, names));
        records.put("deny", Records.decided(directory, alice, new Deny(ReasonCode.NO_POLICY)));
        records.put("deny-ban", Records.decided(directory, alice, numbers, new Ban.BannedDn(new Dn("/C=XX/CN=Alice"))));
        records.put("deny-doubts", Records.decided(directory, doubted, new Deny(Doubt.DN_AMBIGUOUS.reason())));
        Deny unnamed = new Deny(new ReasonCode("payload-identity-missing"));
        records.put("deny-unattributed", Records.decided(directory, Snapshots.unattributed(alice), unnamed));
        records.put("not-applicable", Records.decided(directory, alice, new NotApplicable()));
        records.put("indeterminate", Records.decided(directory, alice, new Indeterminate(ErrorKind.STORE_UNAVAILABLE)));
        records.put("refused", Records.refused(ErrorKind.MALFORMED_XML));
        records.put(
                "odd-names",
                Records.permitted(
                        directory,
                        Snapshots.request(
                                "/C=XX/O=A \"quoted\" \\ name/CN=Jos\u00e9 \ud835\udd04 </script> ${jndi:ldap://x}")));
        return records;
    }

    @Test
    void noTextCanEndALine() throws IOException {
        var request = Snapshots.request("/C=XX/CN=Alice");
        var forged = new AuthzRequest(
                request.profile(),
                request.subject(),
                request.pilotJob(),
                new Resource(ResourceType.OTHER, "x\r\n{\"v\":1}\u0085\u001b[2J", List.of("a\nb")),
                request.action(),
                request.supported());

        byte[] line = AuditLine.of(Records.permitted(directory, forged), Records.WRITTEN);

        String text = new String(line, UTF_8);
        assertThat(text.chars().filter(c -> c < ' ').count()).isZero();
        assertThat(text).endsWith("}");
        assertThat(new JsonFactory().createParser(line).nextToken()).isNotNull();
    }
}
