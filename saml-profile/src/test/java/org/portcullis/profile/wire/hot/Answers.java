package org.portcullis.profile.wire.hot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Decision.Deny;
import org.portcullis.profile.Decision.Indeterminate;
import org.portcullis.profile.Decision.NotApplicable;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/** The same answers by both codecs, which have to be the same bytes but for the IDs. */
final class Answers {
    private static final List<ErrorKind> KINDS = List.of(ErrorKind.values());

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00.5Z"));
    private final ResponseEncoder reference = OpenSamlWire.open().encoder("urn:x:pdp ID=\"x\" & <y> \u00fc", clock);
    private final ResponseEncoder hot = HotWire.encoder(reference, clock);

    /** One answer of each kind. */
    void requireAlike(ReplyTo replyTo, SplittableRandom random) {
        ErrorKind kind = KINDS.get(random.nextInt(KINDS.size()));
        List.of(
                        new Permit(obligations(random)),
                        new Deny(ReasonCode.BANNED_VO),
                        new NotApplicable(),
                        new Indeterminate(kind))
                .forEach(decision -> requireAlike(replyTo, decision));
        requireAlike(replyTo, kind);
    }

    void requireAlike(ReplyTo replyTo, Decision decision) {
        assertThat(text(hot.encode(replyTo, decision))).isEqualTo(text(reference.encode(replyTo, decision)));
    }

    void requireAlike(ReplyTo replyTo, ErrorKind refusal) {
        assertThat(text(hot.refuse(replyTo, refusal))).isEqualTo(text(reference.refuse(replyTo, refusal)));
    }

    byte[] byHot(ReplyTo replyTo, Decision decision) {
        return hot.encode(replyTo, decision);
    }

    /** Any of the obligations that there are, in any number. */
    static List<Obligation> obligations(SplittableRandom random) {
        long[] gids = LongStream.rangeClosed(0, random.nextInt(4))
                .map(n -> 1 + random.nextInt(100_000))
                .toArray();
        List<Obligation> all = List.of(
                new Obligation.UidGid(1 + random.nextInt(100_000), gids[0]),
                new Obligation.SecondaryGids(LongStream.of(gids).boxed().toList()),
                new Obligation.Username("atlas" + random.nextInt(100)),
                new Obligation.PosixAccount("cms" + random.nextInt(100), "cms", List.of("cmsnl", "grid")),
                new Obligation.RootAndHomePaths("/data/" + random.nextInt(9), "/home"));
        return all.stream().filter(each -> random.nextBoolean()).toList();
    }

    private static String text(byte[] answer) {
        return new String(answer, UTF_8).replaceAll(" ID=\"_[0-9a-f-]{36}\"", " ID=\"_ID\"");
    }
}
