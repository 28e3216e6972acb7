package org.portcullis.pdp.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.portcullis.pdp.audit.RawRecord;
import org.portcullis.pdp.audit.Unread;

/** {@code /v1/decisions/{id}}: what the audit log says of one call. */
public record DecisionPages(AuditReading log) {
    private static final Pattern CALL_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    Map<Operation, Page> pages() {
        return Map.of(Operation.SHOW_DECISION, this::show);
    }

    private AdminAnswer show(Visit visit) {
        visit.asked();
        if (!CALL_ID.matcher(visit.id()).matches()) {
            throw Visit.malformed("the id must be a callId of the audit log, in lower case");
        }
        RawRecord.Finder finder = new RawRecord.Finder(UUID.fromString(visit.id()));
        Unread unread = log.by(finder::search);
        if (finder.found().isEmpty()) {
            String gaps = String.join("; ", unread.sentences());
            throw new ProblemException(Problem.NOT_FOUND, gaps.isEmpty() ? "no such decision in the log" : gaps);
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("records", finder.found());
        page.put("incomplete", unread.sentences());
        return AdminAnswer.json(200, page);
    }
}
