package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.ReasonCode;

/** What a past question was about, as far as bans and policies care. */
class AuditHistoryTest {
    @TempDir
    private Path directory;

    @Test
    void whoBroughtTheWorkAndWhetherItWasAnybodysIsRemembered() throws IOException {
        AuthzRequest alice = Snapshots.request("/C=XX/CN=Alice", "/atlas");
        AuthzRequest brought = Snapshots.broughtBy(alice, "/C=XX/CN=Pilot", "/atlas/Role=pilot");
        AuthzRequest silent = Snapshots.unattributed(alice);

        List<PilotJob> remembered = List.of(
                remembered(alice).pilotJob(),
                remembered(brought).pilotJob(),
                remembered(silent).pilotJob());

        assertThat(remembered).containsExactly(alice.pilotJob(), brought.pilotJob(), silent.pilotJob());
    }

    private AuthzRequest remembered(AuthzRequest request) throws IOException {
        Path log = directory.resolve("audit.log");
        AuditRecord record = Records.decided(directory, request, new Deny(ReasonCode.NO_POLICY));
        Files.write(log, AuditLine.of(record, Records.WRITTEN));
        List<AuthzRequest> past = new ArrayList<>();
        AuditHistory.since(Instant.EPOCH, log, decision -> past.add(decision.request()));
        return past.get(0);
    }
}
