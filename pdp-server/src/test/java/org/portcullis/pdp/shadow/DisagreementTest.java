package org.portcullis.pdp.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a difference, and how it is written down. */
class DisagreementTest {
    /** Decision, user, uid, gid and secondary gids; a dash where nothing is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Permit a 1 2 3,4   | Permit a 1 2 4,3   | ''",
                "Permit a 1 2 3     | Permit - 1 2 2,3   | ''",
                "Permit - 1 2 -     | Permit a - - -     | ''",
                "Permit a 1 2 -     | Permit b 2 2 -     | account",
                "Permit a 1 2 -     | Permit a 1 3 -     | group",
                "Permit a 1 2 3     | Permit a 1 2 -     | group",
                "Permit a 1 2 -     | Permit b 2 3 -     | account,group",
                "Permit a 1 2 -     | Deny - - - -       | decision",
                "Deny - - - -       | NotApplicable - - - - | decision",
                "Deny - - - -       | Deny - - - -       | ''",
                "Refused - - - -    | Permit a 1 2 -     | decision",
            })
    void answersDifferInWhatBothSay(String ours, String theirs, String words) {
        Set<Difference> differences = Difference.between(granted(ours), granted(theirs));

        assertThat(differences.stream().map(Difference::word).collect(Collectors.joining(",")))
                .isEqualTo(words);
    }

    private static Granted granted(String text) {
        String[] parts = text.split(" ", -1);
        return new Granted(
                parts[0],
                said(parts[1]),
                said(parts[2]),
                said(parts[3]),
                said(parts[4])
                        .map(gids -> Arrays.stream(gids.split(",", -1)).collect(Collectors.toSet()))
                        .orElse(Set.of()));
    }

    private static Optional<String> said(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(text);
    }

    @Test
    void lineIsReadBack() throws IOException {
        Disagreement one = new Disagreement(
                Instant.parse("2026-01-02T03:04:05Z"),
                new UUID(1, 2),
                "/C=XX/CN=\"pep\"\u001b",
                EnumSet.of(Difference.ACCOUNT, Difference.GROUP),
                "Permit user=a",
                "Permit user=b");

        assertThat(Disagreement.parse(one.line().strip())).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"at\":\"now\",\"callId\":\"1\"}"})
    void damagedLineIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Disagreement.parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a/>",
                "<!DOCTYPE a><a/>",
                "{}",
                "<a xmlns='urn:oasis:names:tc:xacml:2.0:context:schema:os'/>"
            })
    void whatHoldsNoDecisionIsNoAnswer(String body) {
        assertThat(new AnswerReader().read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
