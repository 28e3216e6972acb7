package org.portcullis.pdp.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.Reloader;
import org.portcullis.pdp.store.SqliteBanStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ban store for those who change it through a server, which follows at once. Thread-safe. */
public record BanWriting(SqliteBanStore store, CurrentPolicy policy, Reloader reloader) {
    private static final Logger LOG = LoggerFactory.getLogger(BanWriting.class);

    /**
     * The store, as it may be written to: whoever writes to one that was lost or replaced makes an empty one and takes it for
     * the whole.
     *
     * @throws ProblemException if it was, or cannot be read
     */
    SqliteBanStore usable() {
        reloader.followBans();
        if (!reloader.banProblems().isEmpty()) {
            throw new ProblemException(Problem.UNAVAILABLE, "the ban store cannot be used now, see /v1/status");
        }
        return store;
    }

    /** Takes the change at once, and tells what was done and whether it counts here already. */
    AdminAnswer done(Visit visit, int status, BanEvent event) {
        reloader.followBans();
        LOG.info(
                "ban {} id={} callId={}",
                event.kind(),
                event.entry().id(),
                visit.request().context().callId());
        Map<String, Object> page = new LinkedHashMap<>(new BanView(visit).fields(event.entry()));
        page.put("kind", event.kind().toString());
        page.put("epoch", event.revision());
        page.put("taken", policy.get().banEpoch() >= event.revision());
        return AdminAnswer.json(status, page).with("ETag", BanView.tag(event.entry()));
    }

    /** The store keeps milliseconds. */
    static Instant now(Visit visit) {
        return visit.request().context().receivedAt().truncatedTo(ChronoUnit.MILLIS);
    }
}
