package org.portcullis.profile.wire.opensaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.XmlLimits;

/** What the most expensive signed queries cost that fit into half a megabyte. */
class SignedQueryCostTest {
    private static final Duration BOUND = Duration.ofMillis(200);
    private static final int WARM_UP = 20;

    private final QueryDecoder decoder =
            OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost")));
    private final KeyPair keys = TestSigner.ec(256);

    @Test
    void noSignedQueryCostsMoreThanTheBound() {
        String signed = TestSigner.with(keys).sign(Queries.good());
        Map<String, String> expensive = Map.of(
                "references",
                        signed.replace(
                                "</ds:SignedInfo>", "<ds:Reference URI=\"#_q1\"/>".repeat(500) + "</ds:SignedInfo>"),
                "keys",
                        signed.replace(
                                "</ds:Signature>",
                                "<ds:KeyInfo>" + "<ds:KeyName/>".repeat(3_900) + "</ds:KeyInfo></ds:Signature>"),
                "elements", withExtensions(signed, "<p:a/>".repeat(3_900)),
                "namespaces", withExtensions(signed, namespaces()),
                "depth", withExtensions(signed, ("<p:a>".repeat(25) + "</p:a>".repeat(25)).repeat(150)),
                "prefixes", TestSigner.with(keys).withPrefixes(many(900)).sign(Queries.good()));

        assertThat(expensive).allSatisfy((what, message) -> {
            assertThat(message.length()).as(what).isLessThan(512 * 1024);
            assertThat(costOf(message)).as(what).isLessThan(BOUND);
        });
    }

    private Duration costOf(String message) {
        IntStream.range(0, WARM_UP).forEach(i -> decode(message));
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        decode(message);
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    private void decode(String message) {
        try {
            decoder.decode(message.getBytes(UTF_8), List.of(keys.getPublic()));
        } catch (ProtocolException e) {
            assertThat(e.kind()).isNotNull();
        }
    }

    private static String withExtensions(String signed, String content) {
        String extensions =
                "<p:Extensions xmlns:p=\"urn:oasis:names:tc:SAML:2.0:protocol\">" + content + "</p:Extensions>";
        return signed.replace("<xacml-context:Request>", extensions + "<xacml-context:Request>");
    }

    /** As many declarations as fit, on elements that use none of them. */
    private static String namespaces() {
        String declarations = IntStream.range(0, 31)
                .mapToObj(i -> " xmlns:n" + i + "=\"u:" + i + "\"")
                .collect(Collectors.joining());
        return ("<p:a" + declarations + "/>").repeat(900);
    }

    private static String[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toArray(String[]::new);
    }
}
