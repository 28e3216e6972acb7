package org.portcullis.pdp.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.decide.Verdict;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Dn;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ReasonCode;

/** A log in rotated files with records of every shape, lines that are none among them; and questions about it. */
final class RandomLog {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Path log;
    private final SplittableRandom random;
    private final RandomQuestions questions;
    private final AuditRecord.Decided model;
    private int written;

    RandomLog(Path directory, long seed) throws IOException {
        log = Files.createDirectories(directory.resolve("var")).resolve("audit.jsonl");
        random = new SplittableRandom(seed);
        questions = new RandomQuestions(seed);
        model = (AuditRecord.Decided) Records.decided(
                directory, Snapshots.request("/C=XX/CN=Alice", "/atlas"), new Deny(ReasonCode.NO_POLICY));
    }

    Path log() {
        return log;
    }

    Path rotated(int number) {
        return log.resolveSibling("audit.jsonl." + number);
    }

    /** Files of so many lines; the oldest one is packed, the latest one is being written. */
    RandomLog write(int files, int lines) throws IOException {
        byte[] oldest = lines(lines).getBytes(UTF_8);
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(log.resolveSibling("audit.jsonl-20251231.gz")))) {
            out.write(oldest);
        }
        for (int number = files - 1; number > 0; number--) {
            Files.writeString(rotated(number), lines(lines));
        }
        Files.writeString(log, lines(lines) + line().substring(0, 60));
        return this;
    }

    String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String line = line();
            lines.append(
                    switch (random.nextInt(40)) {
                        case 0 -> line.substring(0, random.nextInt(line.length()));
                        case 1 -> line.replace("\"v\":2", "\"v\":3");
                        case 2 -> "\n\n" + line;
                        case 3 -> "null";
                        default -> line;
                    });
            lines.append('\n');
        }
        return lines.toString();
    }

    /** The next record, not always later than the one before it. */
    private String line() {
        written++;
        Instant at = BEGIN.plusSeconds(60L * written - random.nextInt(200)).plusNanos(random.nextInt(1_000_000_000));
        RequestContext context = new RequestContext(
                new UUID(random.nextInt(3), written), at, new Dn("/C=XX/CN=ce" + random.nextInt(3)), "192.0.2.1");
        AuditRecord record = random.nextInt(10) == 0
                ? new AuditRecord.Refused(context, model.replyTo(), one(ErrorKind.values()), "00ff")
                : decided(context);
        return new String(AuditLine.of(record, at), UTF_8);
    }

    private AuditRecord decided(RequestContext context) {
        Decision answer = answer();
        Verdict verdict = new Verdict(
                answer,
                one("", "permitted/R1", "refused/odd \"rule\""),
                one("", "dn:/C=XX/O=Grid/CN=Alice", "vo:mayhem"),
                List.of(),
                model.verdict().terms());
        return new AuditRecord.Decided(context, model.replyTo(), questions.next(), model.snapshot(), verdict, answer);
    }

    private Decision answer() {
        int account = random.nextInt(30);
        return one(
                new Permit(List.of(
                        new Obligation.UidGid(50_000 + account, 100), new Obligation.Username("atlas" + account))),
                new Permit(List.of(new Obligation.PosixAccount("Cms" + account, "cms", List.of()))),
                new Deny(new ReasonCode("banned-vo")),
                new Deny(ReasonCode.NO_POLICY),
                new NotApplicable(),
                new Indeterminate(ErrorKind.POLICY_ERROR));
    }

    /** A question with values out of these records, and some that occur in none. */
    DecisionQuery query(List<PastAnswer> answers) {
        Map<Trait, Set<String>> wanted = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Trait trait = one(Trait.values());
            Set<String> words = new HashSet<>();
            for (int j = 1 + random.nextInt(2); j > 0; j--) {
                words.add(trait.word(value(trait, one(answers.toArray(new PastAnswer[0])))));
            }
            wanted.put(trait, words);
        }
        return new DecisionQuery(span(), wanted);
    }

    private String value(Trait trait, PastAnswer answer) {
        String value = DecisionField.valueOf(trait.name()).of(answer).split(",", -1)[0];
        boolean isOther = value.isEmpty() || random.nextInt(9) == 0;
        return switch (trait) {
            case FQAN -> isOther ? "/atlas/*" : value;
            case DN, PILOT, PEP -> isOther ? "/CN=ALICE/O=Grid/C=xx" : value;
            case UID -> isOther ? "77" : value;
            case DECISION -> value;
            case PACK -> isOther ? "f" : value.substring(0, 7);
            default -> isOther ? one("WN2", "\u001b[2J", "\"", "\u0130") : value;
        };
    }

    private Span span() {
        if (random.nextInt(3) == 0) {
            return Span.EVER;
        }
        Instant since = BEGIN.plusMillis(random.nextLong(60_000L * written));
        return new Span(since, since.plusMillis(1 + random.nextLong(30_000L * written)));
    }

    int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
