package org.portcullis.profile.wire.opensaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.wire.ProtocolException;

/** Hostile and odd messages as files, each with what becomes of it in {@code expected.csv}. */
class BadInputsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/badinputs/expected.csv")
    void everyMessageMeetsItsFate(String name, String outcome) {
        assertThat(outcome(Queries.badInput(name))).isEqualTo(outcome);
    }

    @Test
    void everyFileHasALine() throws IOException {
        try (Stream<String> lines = Files.lines(Queries.BAD_INPUTS.resolve("expected.csv"));
                Stream<?> files = Files.list(Queries.BAD_INPUTS)) {
            assertThat(files.count()).isEqualTo(lines.count());
        }
    }

    private static String outcome(byte[] message) {
        try {
            AuthzRequest request = Queries.decode(message);
            return request.equals(Queries.decode(Queries.good())) ? "same" : "decodes";
        } catch (ProtocolException e) {
            return e.kind().word();
        }
    }
}
