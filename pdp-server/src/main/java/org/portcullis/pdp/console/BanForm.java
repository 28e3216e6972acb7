package org.portcullis.pdp.console;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form for a new ban; what was filled in goes to the API under the same names. */
record BanForm(FormGuard guard) {
    private static final List<String> FIELDS = List.of("selector", "reason", "privateReason", "ticket", "for");

    /** To be filled in, with what was filled in before. */
    Html toFillIn(Visit visit) {
        Fieldset fields = new Fieldset(visit.form());
        return Fieldset.form(
                BansView.PREVIEW,
                "Preview",
                guard.field(visit),
                fields.line(
                        "selector", "Who", "such as dn:/DC=org/DC=example/CN=Ann, fqan:/atlas/Role=pilot or vo:atlas"),
                fields.line("reason", "Reason", "may be told to the person"),
                fields.line("privateReason", "Private reason", "for those who may change"),
                fields.line("ticket", "Ticket", ""),
                fields.line("for", "For", "such as 72h or 30d; empty for no end"));
    }

    /** To be sent again as it is. */
    Html toConfirm(Visit visit) {
        List<Html> fields = order(visit.form()).entrySet().stream()
                .map(field -> Fieldset.hidden(field.getKey(), field.getValue()))
                .toList();
        return Fieldset.form(BansView.PATH, "Ban now", guard.field(visit), Html.all(fields));
    }

    /** What was filled in. */
    static Map<String, String> order(Form form) {
        return FIELDS.stream()
                .filter(field -> !form.text(field).isEmpty())
                .collect(toMap(field -> field, form::text, (one, same) -> one, LinkedHashMap::new));
    }
}
