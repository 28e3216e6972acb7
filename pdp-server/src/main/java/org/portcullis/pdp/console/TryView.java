package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.ResourceType;

/** A question to fill in, and what would be answered to it now. */
record TryView(Trial trial, FormGuard guard) {
    static final String PATH = Sheet.START + "/try";

    AdminAnswer form(Visit visit) {
        return visit.shown(Sheet.of("Try it", preface(), fields(visit)));
    }

    /** The form stays below the answer, so that one thing can be changed. */
    AdminAnswer answer(Visit visit) {
        try {
            Question question = Question.of(visit.form());
            return visit.shown(Sheet.of("Try it", answered(trial.of(question, visit.at())), fields(visit)));
        } catch (IllegalArgumentException e) {
            Html problem = el("p", "This is no question: " + e.getMessage()).with("role", "alert");
            return visit.shown(Sheet.of("Try it", problem, fields(visit)));
        }
    }

    private static Html preface() {
        return el(
                "p",
                "What the policy, the bans and the accounts in force would answer. No lease is taken and nothing is recorded "
                        + "but that you were here; the name is taken as a trusted PEP would assert it, and frozen leases and "
                        + "quarantine are not looked at.");
    }

    private static Html answered(Trial.Outcome outcome) {
        Map<String, Object> facts = new LinkedHashMap<>(outcome.facts());
        facts.remove("decision");
        return el("section", el("h2", text("The answer would be "), Table.badge(outcome.decision())), Facts.of(facts));
    }

    private Html fields(Visit visit) {
        Fieldset fields = new Fieldset(visit.form());
        return Fieldset.form(
                PATH,
                "Ask",
                guard.field(visit),
                fields.line(
                        Question.SUBJECT, "Subject", "DN of whoever owns the work, such as /DC=org/DC=example/CN=Ann"),
                fields.lines(Question.FQANS, "FQANs of the subject", "one a line, the primary one first"),
                fields.line(
                        Question.PILOT,
                        "Pilot",
                        "DN of the owner of the pilot job that brings the work; empty if none"),
                fields.lines(Question.PILOT_FQANS, "FQANs of the pilot", "one a line, the primary one first"),
                fields.line(Question.PEP, "PEP", "DN of the service that asks; empty for any"),
                fields.choice(
                        Question.RESOURCE,
                        "Resource",
                        Question.resources().stream().map(ResourceType::word).toList()),
                fields.choice(
                        Question.ACTION,
                        "Action",
                        Question.actions().stream().map(ActionType::word).toList()));
    }
}
