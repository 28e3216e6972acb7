package org.portcullis.pdp.shadow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** The other service, asked over mutual TLS with the bytes that we were asked with. Thread-safe. */
final class Incumbent {
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient http;
    private final URI address;
    private final Duration patience;

    Incumbent(URI address, SSLContext tls, Duration patience) {
        this.address = address;
        this.patience = patience;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .sslContext(tls)
                .build();
    }

    /**
     * Its answer, whatever the HTTP status.
     *
     * @throws IOException if there is none within its time, or it is too long
     */
    byte[] ask(byte[] soap) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(
                request(soap),
                BodyHandlers.ofByteArrayConsumer(chunk -> chunk.ifPresent(bytes -> append(body, bytes))));
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer: " + e, e);
        }
        if (body.size() > MOST_BYTES) {
            throw new IOException("an answer that is too long");
        }
        return body.toByteArray();
    }

    private HttpRequest request(byte[] soap) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"http://www.oasis-open.org/committees/security\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(soap))
                .build();
    }

    /** One byte too many is kept to tell that there were more. */
    private static void append(ByteArrayOutputStream body, byte[] chunk) {
        body.write(chunk, 0, Math.min(chunk.length, MOST_BYTES + 1 - body.size()));
    }
}
