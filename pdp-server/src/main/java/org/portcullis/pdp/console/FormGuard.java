package org.portcullis.pdp.console;

import java.util.Optional;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.admin.Refusal;
import org.portcullis.profile.ErrorKind;

/** Lets forms through that the console itself wrote for whoever sends them, from a page that a browser says is its own. */
record FormGuard(FormTokens tokens) {
    /**
     * Returns if the console wrote the form.
     *
     * @throws Refusal if the form may have been written by somebody else
     */
    void require(Visit visit) {
        if (!isFromHere(visit.request())) {
            throw new Refusal(ErrorKind.UNTRUSTED_PEP, "a form of another site");
        }
        if (!tokens.isGood(visit.form().text(FormTokens.FIELD), visit.visitor(), visit.at())) {
            throw new Refusal(ErrorKind.UNTRUSTED_PEP, "a form without a token for this caller, or with an old one");
        }
    }

    /**
     * Browsers say where a form comes from in one header or in two; one at least has to vouch for it, and none may speak
     * against it. As pages of the console tell nobody where they are, {@code Origin} is {@code null} in some.
     */
    private static boolean isFromHere(AdminRequest request) {
        Optional<String> site = request.header("sec-fetch-site");
        Optional<String> origin = request.header("origin").filter(sent -> !sent.equals("null"));
        String own = "https://" + request.header("host").orElse("");
        return (site.isPresent() || origin.isPresent())
                && site.filter(said -> !said.equals("same-origin")).isEmpty()
                && origin.filter(said -> !said.equals(own)).isEmpty();
    }

    /** The hidden field of a form for this visitor. */
    Html field(Visit visit) {
        return Html.el("input")
                .with("type", "hidden")
                .with("name", FormTokens.FIELD)
                .with("value", tokens.issue(visit.visitor(), visit.at()));
    }
}
