package org.portcullis.pdp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.policy.PackLoader;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.wire.ReplyTo;

/** A line of the audit log is the question itself: read back it is equal, and is decided in the same way. */
class ReplayPropertyTest {
    private static final Path PACK = Path.of("../policies/src/main/packs/mupj");
    private static final int QUESTIONS = 5_000;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_101, -7})
    void recordedQuestionIsEqualAndIsDecidedEqually(long seed) {
        PolicySnapshot snapshot = Snapshots.snapshot(
                Snapshots.mapping(directory, "", ""),
                PackLoader.load(PACK),
                Ban.parse("dn:/C=XX/O=Grid/CN=Banned User"),
                Ban.parse("ca:/C=XX/O=Grid/CN=Bob"),
                Ban.parse("vo:mayhem"),
                Ban.parse("host:wn2"));
        RandomQuestions questions = new RandomQuestions(seed);

        for (int i = 0; i < QUESTIONS; i++) {
            AuthzRequest asked = questions.next();
            Verdict verdict = snapshot.decide(Records.CONTEXT, asked);

            PastDecision past = writtenAndRead(asked, snapshot, verdict);

            assertThat(past.request()).isEqualTo(asked);
            assertThat(past.answer()).isEqualTo(verdict.decision());
            assertThat(past.why()).isEqualTo(new PastDecision.Why(verdict.rule(), verdict.ban()));
            assertThat(snapshot.decide(again(past), past.request())).isEqualTo(verdict);
        }
    }

    private static RequestContext again(PastDecision past) {
        return new RequestContext(past.id(), past.at(), past.pep(), "");
    }

    private static PastDecision writtenAndRead(AuthzRequest asked, PolicySnapshot snapshot, Verdict verdict) {
        AuditRecord record =
                new AuditRecord.Decided(Records.CONTEXT, ReplyTo.UNKNOWN, asked, snapshot, verdict, verdict.decision());
        byte[] line = AuditLine.of(record, Records.WRITTEN);
        List<PastAnswer> read = new ArrayList<>();

        LineReader.Outcome outcome = new LineReader(Span.EVER).read(line, 0, line.length, read::add);

        assertThat(outcome).isEqualTo(LineReader.Outcome.DONE);
        assertThat(read).hasSize(1);
        return (PastDecision) read.get(0);
    }
}
