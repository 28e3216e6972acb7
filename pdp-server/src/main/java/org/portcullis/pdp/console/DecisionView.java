package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.audit.AuditTail;

/** One line of the audit log: what was answered, why, and everything else that is in it. */
record DecisionView(AuditTail log, Api api) implements View {
    private static final Pattern CALL_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static boolean isCallId(String text) {
        return CALL_ID.matcher(text).matches();
    }

    @Override
    public AdminAnswer answer(Visit visit) {
        return atTheEnd(visit.id())
                .map(record -> visit.shown(Sheet.of("Decision", told(record))))
                .orElseGet(() -> searched(visit));
    }

    /** What is asked about was mostly just seen; the API has to search the whole log. */
    private Optional<Map<String, String>> atTheEnd(String id) {
        try {
            return log.last(Integer.MAX_VALUE).stream()
                    .filter(record -> id.equals(record.get("callId")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private AdminAnswer searched(Visit visit) {
        Fields page = api.get(visit, "/v1/decisions/" + visit.id(), "");
        List<Html> records = page.objects("records").stream()
                .map(record -> told(record.flat()))
                .toList();
        Html gaps = el("p", String.join("; ", page.texts("incomplete")));
        return visit.shown(Sheet.of("Decision", Html.all(records), gaps));
    }

    private static Html told(Map<String, String> record) {
        Html badge = Table.badge(record.getOrDefault("decision", ""));
        return Html.all(List.of(el("p", badge, text(" " + Because.of(record))), Facts.of(record)));
    }
}
