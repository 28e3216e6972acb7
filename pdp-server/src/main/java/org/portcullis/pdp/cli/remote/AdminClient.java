package org.portcullis.pdp.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.portcullis.pdp.json.JsonText;

/**
 * The admin port of one server, asked by somebody with a certificate of his own; {@code names} believes a certificate that
 * does not bear the name in the address. Blocking.
 */
public record AdminClient(URI server, SSLSocketFactory tls, HostnameVerifier names) implements AdminPort {
    private static final int CONNECT_MILLIS = 5_000;
    /** Some answers take a look through the whole audit log, or the tests of a pack. */
    private static final int ANSWER_MILLIS = 60_000;

    private static final int FIRST_ERROR = 400;

    @Override
    public AdminReply send(Call call) {
        try {
            return answer(call);
        } catch (IOException e) {
            throw new UnreachableException("no answer from " + server + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return server.getAuthority();
    }

    private AdminReply answer(Call call) throws IOException {
        HttpsURLConnection connection =
                (HttpsURLConnection) server.resolve(call.target()).toURL().openConnection();
        connection.setSSLSocketFactory(tls);
        connection.setHostnameVerifier(names);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(call.method());
        call.headers().forEach(connection::setRequestProperty);
        if (!call.body().isEmpty()) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(JsonText.of(call.body()).getBytes(UTF_8));
        }
        return read(connection);
    }

    private static AdminReply read(HttpsURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String tag = connection.getHeaderField("ETag");
        try (InputStream body = status >= FIRST_ERROR ? connection.getErrorStream() : connection.getInputStream()) {
            return new AdminReply(
                    status, tag == null ? "" : tag, body == null ? "" : new String(body.readAllBytes(), UTF_8));
        } finally {
            connection.disconnect();
        }
    }
}
