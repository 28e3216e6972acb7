package org.portcullis.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK~Content-Length: 2~~ok,                                    200, true",
        "HTTP/1.1 500~content-length:2~~ok,                                        500, true",
        "HTTP/1.1 204 No Content~Content-Length: 0~~,                              204, true",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~a;x=y~0123456789~0~~,    200, true",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~Trailer: x~~,               200, true",
        "HTTP/1.1 200 OK~Content-Length: 2~Connection: Close~~ok,                  200, false",
        "HTTP/1.0 200 OK~Content-Length: 2~~ok,                                    200, false",
        "HTTP/1.1 200 OK~~until the end,                                           200, false"
    })
    void answersEndWhereTheySay(String text, int status, boolean keepsConnection) throws IOException {
        InputStream in = stream(text);

        HttpAnswer answer = HttpAnswer.read(in);

        assertThat(answer).isEqualTo(new HttpAnswer(status, keepsConnection, answer.body()));
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0~",
                "HTTP/2 200~~",
                "HTTP/1.1 2000 OK~~",
                "HTTP/1.1 200 OK~no colon~~",
                "HTTP/1.1 200 OK~Content-Length: -2~~ok",
                "HTTP/1.1 200 OK~Content-Length: 2, 2~~ok",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~"
            })
    void nonsenseIsMalformed(String text) {
        assertThatThrownBy(() -> HttpAnswer.read(stream(text)))
                .isInstanceOf(ExchangeFailedException.class)
                .hasMessage("malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK~Content-Length: 999999999~~",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~fffffff~"
            })
    void hugeAnswersAreNotRead(String text) {
        assertThatThrownBy(() -> HttpAnswer.read(stream(text)))
                .isInstanceOf(ExchangeFailedException.class)
                .hasMessage("too-large");
    }

    @Test
    void endlessHeadersAreNotRead() {
        assertThatThrownBy(() -> HttpAnswer.read(stream("HTTP/1.1 200 OK~" + "a: b~".repeat(1000))))
                .hasMessage("too-large");
        assertThatThrownBy(() -> HttpAnswer.read(stream("HTTP/1.1 200 " + "a".repeat(100_000))))
                .hasMessage("too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK~Content-", "HTTP/1.1 200 OK~Content-Length: 3~~ok"})
    void cutAnswersEndInTheMiddle(String text) {
        assertThatThrownBy(() -> HttpAnswer.read(stream(text))).isInstanceOf(EOFException.class);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
