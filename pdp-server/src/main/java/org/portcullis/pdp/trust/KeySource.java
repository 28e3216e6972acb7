package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Where the keys of an issuer lie: a file, or an https address that is asked for seconds and read for kilobytes only, and
 * has to prove itself to {@code tls}.
 */
record KeySource(URI address, SSLContext tls) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST = 256 << 10;

    boolean isOnTheWeb() {
        return "https".equals(address.getScheme());
    }

    String read() throws IOException {
        return isOnTheWeb() ? fetch() : bounded(Files.newInputStream(Path.of(address)));
    }

    private static String bounded(InputStream stream) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("more than 256 KiB");
            }
            return new String(bytes, UTF_8);
        }
    }

    /** Follows nobody elsewhere: the address in the configuration is the one that is trusted. */
    private String fetch() throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        CompletableFuture<String> body = answer.thenApplyAsync(KeySource::body);
        try {
            return body.get(PATIENCE.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            body.cancel(true);
            var unused = answer.thenAccept(response -> close(response.body()));
            throw new IOException("cannot be fetched: " + e.getMessage(), e);
        }
    }

    private static String body(HttpResponse<InputStream> response) {
        try {
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException("HTTP status " + response.statusCode());
            }
            return bounded(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
