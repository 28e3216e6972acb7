package org.portcullis.pdp.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;

/** A way to what a server lets people change. Blocking. */
public interface AdminPort {
    /** One request; the body is a map of texts, empty for none. */
    record Call(String method, String target, Map<String, String> headers, Map<String, String> body) {
        /** Copies the maps. */
        public Call {
            headers = Map.copyOf(headers);
            body = Map.copyOf(body);
        }

        /** Without headers and body. */
        public Call(String method, String target) {
            this(method, target, Map.of(), Map.of());
        }
    }

    /**
     * The answer.
     *
     * @throws UnreachableException if there is none
     */
    AdminReply send(Call call);

    /** Where it leads, in messages. */
    String name();

    /** As it may stand in a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
