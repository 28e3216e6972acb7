package org.portcullis.pdp.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.NoSuchLeaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/leases/{account}}: one lease, for those who end, freeze and thaw it. Thread-safe. */
public record LeaseChangePages(LeaseRegister leases) {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseChangePages.class);
    private static final String DRY_RUN = "dry_run";
    private static final String REASON = "reason";

    /** What is done to the lease of an account, by whom and why. */
    @FunctionalInterface
    private interface Change {
        Object make(String account, Instant at, String author, String reason);
    }

    Map<Operation, Page> pages() {
        return Map.of(
                Operation.SHOW_LEASE, this::show,
                Operation.RELEASE_LEASE, visit -> change(visit, false, leases::release),
                Operation.FREEZE_LEASE, visit -> change(visit, false, leases::freeze),
                Operation.THAW_LEASE, visit -> change(visit, true, leases::thaw));
    }

    private AdminAnswer show(Visit visit) {
        visit.asked();
        HeldLease held = held(visit.id());
        return AdminAnswer.json(200, LeasePages.fields(held)).with("ETag", tag(held));
    }

    private AdminAnswer change(Visit visit, boolean ofFrozen, Change change) {
        boolean dryRun = visit.asked(DRY_RUN).value(DRY_RUN, false, Values::yesOrNo);
        String reason = visit.told(Set.of(REASON)).value(REASON, "", BanOrder::words);
        if (reason.isBlank()) {
            throw Visit.malformed("`reason` is missing");
        }
        HeldLease held = held(visit.id());
        EntityTag.demand(visit, tag(held));
        if (held.frozen() != ofFrozen) {
            throw new ProblemException(Problem.CONFLICT, ofFrozen ? "it is not frozen" : "it is frozen: thaw it first");
        }
        return dryRun ? rehearsed(held) : made(visit, change, reason);
    }

    private static AdminAnswer rehearsed(HeldLease held) {
        Map<String, Object> page = LeasePages.fields(held);
        page.put("dryRun", true);
        return AdminAnswer.json(200, page).with("ETag", tag(held));
    }

    /** An account that was given up goes into quarantine, so nobody else's lease is changed in place of the one seen. */
    private AdminAnswer made(Visit visit, Change change, String reason) {
        try {
            change.make(visit.id(), BanWriting.now(visit), visit.author(), reason);
        } catch (NoSuchLeaseException e) {
            throw new ProblemException(Problem.CONFLICT, String.valueOf(e.getMessage()));
        }
        List<LeaseEvent> history = leases.history(visit.id());
        LeaseEvent event = history.get(history.size() - 1);
        LOG.info(
                "lease {} account={} callId={}",
                event.kind(),
                visit.id(),
                visit.request().context().callId());
        return AdminAnswer.json(200, fields(event));
    }

    private HeldLease held(String account) {
        return leases.held().stream()
                .filter(held -> held.lease().account().equals(account))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "nobody holds this account"));
    }

    private static String tag(HeldLease held) {
        return EntityTag.of(
                held.lease().account(),
                held.lease().key().dn().value(),
                held.lease().key().primaryGroup(),
                held.lease().grantedAt().toString(),
                Boolean.toString(held.frozen()));
    }

    private static Map<String, Object> fields(LeaseEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", event.number());
        fields.put("at", event.at().toString());
        fields.put("kind", event.kind().toString());
        fields.put("account", event.lease().account());
        fields.put("pool", event.lease().key().pool().prefix());
        fields.put("dn", event.lease().key().dn().value());
        fields.put("group", event.lease().key().primaryGroup());
        fields.put("author", event.author());
        fields.put("reason", event.reason());
        return fields;
    }
}
