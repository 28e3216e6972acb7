package org.portcullis.profile.wire.hot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.KnownChains;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/**
 * Whatever the hot codec accepts, the reference accepts and reads alike, and both answer it with the same bytes.
 * {@code -Dportcullis.messages=100000} makes it search longer.
 */
class DifferentialTest {
    private static final Path SHARED = Path.of(System.getProperty("portcullis.shared", "../../shared"));
    private static final int MESSAGES = Integer.getInteger("portcullis.messages", 10_000);
    private static final List<String> LEGAL = List.of(
            "argus-pepd-to-pdp",
            "globus-c-default",
            "lcmaps",
            "privilege-xacml",
            "privilege-xacml-minimal",
            "scas-map-tls");

    /** What the gaps in the hostile messages are filled with. */
    private static final Map<String, String> VALUES = Map.of(
            "ID", "_a1",
            "NOW", "2026-11-22T07:29:54Z",
            "DN", "/C=XX/O=Grid/CN=Alice",
            "ISSUER", "/C=XX/O=Grid/CN=Test CA",
            "VO", "atlas",
            "FQAN", "/atlas/Role=NULL/Capability=NULL",
            "VICTIM", "/C=XX/O=Grid/CN=Victim",
            "BANNED", "/C=XX/O=Grid/CN=Banned User",
            "HOST", "wn1.example.org");

    private final QueryDecoder reference =
            OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost")));
    private final QueryReader hot = new QueryReader(XmlLimits.DEFAULTS, new KnownChains(KnownChains.PLACES));
    private final Answers answers = new Answers();

    @ParameterizedTest
    @MethodSource("captures")
    void whatRealClientsSendIsRead(Path capture) throws IOException {
        boolean accepted = agree(body(capture), new SplittableRandom(1));

        String name = capture.getFileName().toString().replace(".request.bin", "");
        assertThat(accepted).isEqualTo(LEGAL.contains(name));
    }

    @Test
    void everyLegalRecordingIsThere() throws IOException {
        assertThat(captures())
                .extracting(file -> file.getFileName().toString().replace(".request.bin", ""))
                .containsAll(LEGAL);
    }

    @Test
    void hostileMessagesAreReadAlike() throws IOException {
        int accepted = 0;
        for (Path file : files(SHARED.resolve("badinputs/xml"), ".xml")) {
            String filledIn = Files.readString(file, ISO_8859_1);
            for (Map.Entry<String, String> value : VALUES.entrySet()) {
                filledIn = filledIn.replace("{{" + value.getKey() + "}}", value.getValue());
            }
            accepted += agree(filledIn.getBytes(ISO_8859_1), new SplittableRandom(2)) ? 1 : 0;
        }

        assertThat(accepted).isGreaterThan(10);
    }

    @Test
    void madeUpMessagesAreReadAlike() throws IOException {
        List<String> recorded = captures().stream().map(DifferentialTest::text).toList();
        int accepted = 0;
        for (int n = 0; n < MESSAGES; n++) {
            SplittableRandom random = new SplittableRandom(n);
            accepted += agree(message(recorded, random), random) ? 1 : 0;
        }

        assertThat(accepted).as("accepted of " + MESSAGES).isBetween(MESSAGES / 5, MESSAGES * 4 / 5);
    }

    /** Recorded or made up, with up to two oddities, and sometimes damaged on top. */
    private static byte[] message(List<String> recorded, SplittableRandom random) {
        String message =
                random.nextInt(3) == 0 ? recorded.get(random.nextInt(recorded.size())) : QuestionMaker.question(random);
        for (int left = random.nextInt(3); left > 0; left--) {
            message = Oddities.with(message, random);
        }
        return random.nextInt(6) == 0 ? Oddities.damaged(message, random) : message.getBytes(UTF_8);
    }

    /** Whether the hot codec accepts it, in which case both have to read and answer it alike. */
    private boolean agree(byte[] message, SplittableRandom random) {
        Optional<AuthzQuery> read = hot.read(message);
        read.ifPresent(query -> {
            assertThat(query).as(() -> shown(message)).isEqualTo(byReference(message));
            answers.requireAlike(query.replyTo(), random);
        });
        return read.isPresent();
    }

    private AuthzQuery byReference(byte[] message) {
        try {
            return reference.decode(message);
        } catch (ProtocolException e) {
            throw new AssertionError("refused by the reference as " + e.getMessage() + ": " + shown(message), e);
        }
    }

    private static String shown(byte[] message) {
        String text = new String(message, UTF_8);
        return text.substring(0, Math.min(text.length(), 4000));
    }

    static List<Path> captures() throws IOException {
        return files(SHARED.resolve("data/captures"), ".request.bin").stream()
                .filter(file -> text(file).startsWith("<?xml"))
                .toList();
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path capture) {
        return new String(body(capture), UTF_8);
    }

    private static byte[] body(Path capture) {
        try {
            String message = Files.readString(capture, ISO_8859_1);
            return message.substring(message.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
