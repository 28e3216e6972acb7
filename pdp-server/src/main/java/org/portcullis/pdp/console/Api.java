package org.portcullis.pdp.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.admin.Desk;
import org.portcullis.pdp.json.JsonTree;

/** The API of this server, asked in the name of a visitor: the console shows and does nothing that it would not let him see and do. */
record Api(Desk desk) {
    private static final int FIRST_ERROR = 400;

    /** One request of a page. */
    record Call(String method, String path, String query, Map<String, String> headers, String body) {
        /** Copies the headers. */
        Call {
            headers = Map.copyOf(headers);
        }

        static Call get(String path, String query) {
            return new Call("GET", path, query, Map.of(), "");
        }
    }

    /** What was answered, and the tag of that state of the thing, if it has one. */
    record Reply(int status, Fields fields, String tag) {}

    /** What the API says there. */
    Fields get(Visit visit, String path, String query) {
        return send(visit, Call.get(path, query)).fields();
    }

    /**
     * What the API says to that.
     *
     * @throws UnansweredException if it says no
     */
    Reply send(Visit visit, Call call) {
        AdminRequest request = new AdminRequest(
                visit.request().context(),
                call.method(),
                call.path(),
                call.query(),
                call.headers(),
                call.body().getBytes(UTF_8));
        AdminAnswer answer = desk.answer(request);
        if (answer.status() >= FIRST_ERROR) {
            throw new UnansweredException(answer);
        }
        return new Reply(answer.status(), fields(answer), answer.headers().getOrDefault("ETag", ""));
    }

    static Fields fields(AdminAnswer answer) {
        try {
            return new Fields(JsonTree.read(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException("this server wrote what it cannot read", e);
        }
    }
}
