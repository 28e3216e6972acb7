package org.portcullis.pdp.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.text;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.Problem;
import org.portcullis.pdp.json.JsonText;

/** The steps from a filled in form to a ban, and from a ban to its end; the API decides about every one of them. */
record BanChange(Api api, BanForm form) {
    private static final String TAG = "tag";
    private static final String LOOK_BACK = "lookBackSeconds";
    private static final int SEE_OTHER = 303;

    /** Whom the ban would have hit, and the button that makes it; or what is wrong with it, and the form again. */
    AdminAnswer preview(Visit visit) {
        try {
            return forecast(
                    visit,
                    api.send(visit, post(visit, "dry_run=true", Map.of())).fields());
        } catch (UnansweredException e) {
            if (e.answer().status() != Problem.MALFORMED_REQUEST.status()) {
                throw e;
            }
            String problem = Api.fields(e.answer()).text("detail");
            Sheet again = Sheet.of("Ban somebody", el("p", problem).with("role", "alert"), form.toFillIn(visit));
            return visit.shown(e.answer().status(), again);
        }
    }

    private AdminAnswer forecast(Visit visit, Fields forecast) {
        long hours =
                Duration.ofSeconds(Long.parseLong(forecast.text(LOOK_BACK))).toHours();
        Map<String, Object> impact = new LinkedHashMap<>(forecast.all());
        impact.keySet().removeAll(Set.of("dryRun", LOOK_BACK));
        return visit.shown(Sheet.of(
                "Ban " + forecast.text("selector") + "?",
                el("p", "Nothing is changed yet. This is whom the ban would have hit in the last " + hours + " hours:"),
                Facts.of(impact),
                form.toConfirm(visit),
                el("p", Html.link(BansView.PATH, "Leave it"))));
    }

    /** Once for each form, however often it is sent. */
    AdminAnswer add(Visit visit) {
        Map<String, String> key = Map.of("idempotency-key", visit.form().text(FormTokens.FIELD));
        return done(visit, api.send(visit, post(visit, "", key)));
    }

    private static Api.Call post(Visit visit, String query, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("content-type", "application/json");
        return new Api.Call("POST", "/v1/bans", query, all, JsonText.of(BanForm.order(visit.form())));
    }

    /** One ban, with the form that ends it for those who may. */
    AdminAnswer show(Visit visit) {
        Api.Reply ban = api.send(visit, Api.Call.get("/v1/bans/" + visit.id(), ""));
        List<Html> content = new ArrayList<>();
        content.add(Facts.of(ban.fields()));
        if (visit.mayChange() && ban.fields().text("origin").equals("site")) {
            content.add(el("section", el("h2", "Lift it"), lifting(visit, ban.tag())));
        }
        content.add(el("p", Html.link(BansView.PATH, "All bans")));
        return visit.shown(new Sheet("Ban of " + ban.fields().text("selector"), content));
    }

    private Html lifting(Visit visit, String tag) {
        return Fieldset.form(
                BansView.PATH + "/" + visit.id() + "/lift",
                "Lift",
                form.guard().field(visit),
                Fieldset.hidden(TAG, tag),
                new Fieldset(Form.EMPTY).line("reason", "Reason", "why the ban is over"));
    }

    /** Ends the ban, if it still is what the visitor saw. */
    AdminAnswer lift(Visit visit) {
        String reason = URLEncoder.encode(visit.form().text("reason"), UTF_8);
        Map<String, String> seen = Map.of("if-match", visit.form().text(TAG));
        return done(
                visit, api.send(visit, new Api.Call("DELETE", "/v1/bans/" + visit.id(), "reason=" + reason, seen, "")));
    }

    /** A change that is made sends the browser on, so that loading the page again changes nothing. */
    private static AdminAnswer done(Visit visit, Api.Reply reply) {
        if (reply.status() == 200 || reply.status() == 201) {
            return new AdminAnswer(SEE_OTHER, Sheet.MEDIA_TYPE, Map.of("Location", BansView.PATH), new byte[0]);
        }
        return visit.shown(Sheet.of("Asked for", el("p", text("The server took note:")), Facts.of(reply.fields())));
    }
}
