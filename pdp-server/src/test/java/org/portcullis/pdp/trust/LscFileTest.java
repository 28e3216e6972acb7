package org.portcullis.pdp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.Dn;

class LscFileTest {
    private static final Dn SERVER = new Dn("/C=XX/O=Grid/CN=voms.example.org");
    private static final Dn AUTHORITY = new Dn("/C=XX/O=Grid/CN=Test CA");
    private static final Dn ROOT = new Dn("/C=XX/O=Grid/CN=Root");

    @Test
    void readsSubjectAndIssuers() {
        LscFile file = LscFile.parse(SERVER + "\n" + AUTHORITY + "\n" + ROOT);

        assertThat(file.chains()).containsExactly(List.of(SERVER, AUTHORITY, ROOT));
    }

    @Test
    void readsSeveralChains() {
        LscFile file = LscFile.parse("""
                %s
                %s
                ------ NEXT CHAIN ------
                %s
                %s
                """.formatted(SERVER, AUTHORITY, SERVER, ROOT));

        assertThat(file.chains()).containsExactly(List.of(SERVER, AUTHORITY), List.of(SERVER, ROOT));
    }

    @Test
    void skipsCommentsBlankLinesAndForeignLineEnds() {
        LscFile file = LscFile.parse("# server\r\n\r\n" + SERVER + "\r\n  " + AUTHORITY + "  \r\n");

        assertThat(file.chains()).containsExactly(List.of(SERVER, AUTHORITY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | 1:1",
                "'\n\n'                                                  | 2:1",
                "# nothing                                               | 1:1",
                "/C=XX/CN=only the server                                | 1:1",
                "'/C=XX/CN=a\n \tCA'                                     | 2:3",
                "'/C=XX/CN=a\n/C=XX/CN=b\n--- NEXT CHAIN ---\n'          | 3:1",
                "'/C=XX/CN=a\n--- NEXT CHAIN ---\n/CN=b\n/CN=c'          | 2:1",
                "'/C=XX/CN=a\u202e\n/C=XX/CN=b'                          | 1:1",
            })
    void refusesWhatNamesNobodyAndPointsAtIt(String text, String place) {
        assertThatThrownBy(() -> LscFile.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(place + ": ");
    }
}
