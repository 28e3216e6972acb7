package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.portcullis.profile.Dn;

/**
 * What is asked at a rehearsal: about nobody of this site, so that it is denied, and about members of the VOs it knows, so
 * that policy and maps are gone through to their end; each with a chain and by name alone, as callers do.
 */
final class RehearsalQuestions {
    private static final int MOST_VOS = 3;

    private RehearsalQuestions() {}

    /**
     * The questions that this client asks, as messages.
     *
     * @throws IOException if their template cannot be read
     */
    static List<byte[]> of(Dn client, byte[] clientPem, Collection<String> vos) throws IOException {
        String withChain = template()
                .replace("{{DN}}", client.value())
                .replace("{{CHAIN}}", Base64.getEncoder().encodeToString(clientPem));
        return Stream.concat(Stream.of(withChain), vos.stream().limit(MOST_VOS).flatMap(vo -> of(vo, withChain)))
                .flatMap(text -> Stream.of(text, without("subject/cert-chain", text)))
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    /** Work of a member that came by itself, and that a pilot brought. */
    private static Stream<String> of(String vo, String text) {
        String member = text.replace("/rehearsal/", "/" + vo + "/");
        String plain = member.replace("/Role=pilot", "/Role=NULL");
        return Stream.of(without("pilot-job/", plain), member);
    }

    private static String without(String attribute, String text) {
        return text.lines().filter(line -> !line.contains(attribute)).collect(joining("\n"));
    }

    private static String template() throws IOException {
        try (InputStream template = RehearsalQuestions.class.getResourceAsStream("rehearsal.xml")) {
            return new String(Objects.requireNonNull(template).readAllBytes(), UTF_8);
        }
    }
}
