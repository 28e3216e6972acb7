package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.link;
import static org.portcullis.pdp.console.Html.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.Problem;
import org.portcullis.pdp.audit.AuditTail;

/** The latest lines of the audit log; whoever wants to watch is shown them anew each ten seconds. */
record DecisionsView(AuditTail log) implements View {
    static final String PATH = Sheet.START + "/decisions";
    private static final int MOST = 50;
    private static final String WATCH = "watch";
    private static final String SECONDS = "10";

    @Override
    public AdminAnswer answer(Visit visit) {
        boolean watching = visit.form().text(WATCH).equals("yes");
        try {
            AdminAnswer answer = visit.shown(Sheet.of("Decisions", how(watching), table(log.last(MOST))));
            return watching ? answer.with("Refresh", SECONDS) : answer;
        } catch (IOException e) {
            return Problem.UNAVAILABLE.answer(visit.request().context(), "the audit log cannot be read now");
        }
    }

    private static Html how(boolean watching) {
        return watching
                ? el("p", text("Shown anew each " + SECONDS + " seconds. "), link(PATH, "Stop that"))
                : el("p", text("As of now. "), link(PATH + "?" + WATCH + "=yes", "Watch"));
    }

    private static Html table(List<Map<String, String>> records) {
        return new Table(
                        "The latest answers, at most " + MOST,
                        List.of("received", "answer", "reason", "subject", "pilot", "asked by"),
                        records.stream().map(DecisionsView::row).toList())
                .orElse("Nobody asked anything yet, or the audit log was just begun.");
    }

    private static List<Html> row(Map<String, String> record) {
        return List.of(
                when(record),
                Table.badge(record.getOrDefault("decision", "")),
                text(record.getOrDefault("reason", "")),
                text(record.getOrDefault("subject.dn", "")),
                text(record.getOrDefault("pilot.dn", "")),
                text(record.getOrDefault("pepDn", "")));
    }

    /** A record that another program put into the log may have any text as its id. */
    private static Html when(Map<String, String> record) {
        String id = record.getOrDefault("callId", "");
        String at = record.getOrDefault("receivedAt", "no time");
        String shown = at.replaceFirst("(\\.\\d{3})\\d+Z$", "$1Z");
        return DecisionView.isCallId(id) ? link(PATH + "/" + id, shown) : text(shown);
    }
}
