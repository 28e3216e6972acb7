package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.cli.remote.AdminPort;
import org.portcullis.pdp.cli.remote.AdminPort.Call;
import org.portcullis.pdp.cli.remote.AdminReply;
import org.portcullis.pdp.cli.remote.FlatJson;
import org.portcullis.pdp.cli.remote.UnreachableException;
import org.portcullis.pdp.store.SqliteBanStore;

/** The bans of a server, seen and changed through its admin port: the author is who the certificate says. */
record RemoteBans(AdminPort server, BanOutput output, PrintWriter err) {
    private static final String BANS = "/v1/bans";
    private static final String DRY_RUN = "dry_run=true";

    /** Bans somebody, once, even if the answer gets lost; the exit code. */
    int add(SqliteBanStore.Draft draft, boolean dryRun) {
        Map<String, String> body = new LinkedHashMap<>();
        BanNote note = draft.note();
        body.put("selector", draft.ban().selector());
        body.put("reason", note.publicReason());
        body.put("privateReason", note.privateReason());
        body.put("ticket", note.ticket());
        draft.period().expiry().ifPresent(end -> body.put("until", end.toString()));
        String target = BANS + (dryRun ? "?" + DRY_RUN : "");
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return told(twiceAtMost(new Call("POST", target, key, body)), dryRun);
    }

    /** Ends the ban as it is now; the exit code. */
    int lift(String id, String reason, boolean dryRun) {
        String target = place(id) + "?reason=" + AdminPort.encoded(reason) + (dryRun ? "&" + DRY_RUN : "");
        return change(id, new Call("DELETE", target), dryRun);
    }

    /** Gives the ban, as it is now, another end; the exit code. */
    int extend(String id, Instant end) {
        return change(id, new Call("POST", place(id) + "/extend", Map.of(), Map.of("until", end.toString())), false);
    }

    private int change(String id, Call call, boolean dryRun) {
        AdminReply seen = server.send(new Call("GET", place(id)));
        return seen.isGood()
                ? told(
                        server.send(
                                new Call(call.method(), call.target(), Map.of("If-Match", seen.tag()), call.body())),
                        dryRun)
                : seen.refusal(err);
    }

    private static String place(String id) {
        return BANS + "/" + AdminPort.encoded(id).replace("%3A", ":");
    }

    private AdminReply twiceAtMost(Call call) {
        try {
            return server.send(call);
        } catch (UnreachableException e) {
            return server.send(call);
        }
    }

    private int told(AdminReply reply, boolean dryRun) {
        if (!reply.isGood()) {
            return reply.refusal(err);
        }
        if (reply.isProposal()) {
            write(reply, "proposal " + reply.json().text("/id"));
            return reply.proposal(err);
        }
        write(reply, dryRun ? lines(reply.json()) : receipt(reply.json()));
        return dryRun || reply.json().text("/taken").equals("true") ? 0 : ExitCode.NOT_IN_FORCE;
    }

    private void write(AdminReply reply, String text) {
        output.out().println(output.form() == BanOutput.Form.JSON ? reply.body().strip() : text);
        output.out().flush();
    }

    private static String lines(FlatJson page) {
        StringBuilder text = new StringBuilder();
        page.values()
                .forEach((pointer, value) ->
                        text.append(String.format("%-16s %s%n", pointer.substring(1), Rows.printable(value))));
        return text.toString().stripTrailing();
    }

    private String receipt(FlatJson page) {
        String where = page.text("/taken").equals("true") ? ", in force on " : ", not yet in force on ";
        return Rows.printable("ban " + page.text("/id") + " " + page.text("/kind") + ": " + page.text("/selector")
                + " (epoch " + page.text("/epoch") + ")" + where + server.name());
    }

    /** Lists what the server knows, part by part; the exit code. */
    int list(boolean all, Instant now) {
        List<BanEntry> bans = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            String cursor = next.get().isEmpty() ? "" : "&cursor=" + AdminPort.encoded(next.get());
            AdminReply reply = server.send(new Call("GET", BANS + "?limit=1000&all=" + all + cursor));
            if (!reply.isGood()) {
                return reply.refusal(err);
            }
            FlatJson page = reply.json();
            for (int n = 0; page.find("/bans/" + n + "/id").isPresent(); n++) {
                bans.add(ban(page, "/bans/" + n));
            }
            next = page.find("/next");
        }
        output.bans(bans, now);
        return 0;
    }

    private static BanEntry ban(FlatJson page, String at) {
        BanNote note = new BanNote(
                page.text(at + "/reason"),
                page.text(at + "/privateReason"),
                page.text(at + "/ticket"),
                page.text(at + "/author"));
        BanPeriod period = new BanPeriod(
                page.find(at + "/start").map(Instant::parse).orElse(Instant.MIN),
                page.find(at + "/end").map(Instant::parse).orElse(Instant.MAX));
        Origin origin = page.text(at + "/origin").equals(Origin.FILE.toString()) ? Origin.FILE : Origin.SITE;
        return new BanEntry(page.text(at + "/id"), Ban.parse(page.text(at + "/selector")), note, period, origin);
    }
}
