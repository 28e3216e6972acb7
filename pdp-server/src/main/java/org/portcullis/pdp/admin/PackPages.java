package org.portcullis.pdp.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.decide.Reloader;

/** {@code /v1/packs} and {@code /v1/rollouts} for those who look: which bundles there are, and which ones decided when. */
public record PackPages(BundleStore store, Reloader reloader) {
    Map<Operation, Page> pages() {
        return Map.of(Operation.LIST_PACKS, this::packs, Operation.LIST_ROLLOUTS, this::rollouts);
    }

    private AdminAnswer packs(Visit visit) {
        Visit.Asked asked = visit.asked(Cut.LIMIT, Cut.CURSOR);
        Cut cut = Cut.of(asked);
        try {
            String current = store.current();
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("current", current);
            page.put("decides", reloader.bundle());
            page.put("lastGood", store.lastGood().current());
            store.history().before(current).ifPresent(before -> page.put("before", before));
            page.putAll(cut.of("kept", store.digests().stream(), digest -> digest, digest -> digest));
            return AdminAnswer.json(200, page);
        } catch (BundleException e) {
            throw unreadable(e);
        }
    }

    private AdminAnswer rollouts(Visit visit) {
        Cut cut = Cut.of(visit.asked(Cut.LIMIT, Cut.CURSOR));
        try {
            List<Rollout> all = store.history().entries();
            return AdminAnswer.json(200, cut.of("rollouts", all.stream(), PackPages::place, PackPages::fields));
        } catch (BundleException e) {
            throw unreadable(e);
        }
    }

    private static ProblemException unreadable(BundleException e) {
        return new ProblemException(
                Problem.UNAVAILABLE,
                "the bundles cannot be read: " + e.problems().get(0));
    }

    private static String place(Rollout rollout) {
        return String.format(Locale.ROOT, "%012d", rollout.number());
    }

    private static Map<String, Object> fields(Rollout rollout) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", rollout.number());
        fields.put("at", rollout.at().toString());
        fields.put("what", rollout.change().kind().toString());
        fields.put("from", rollout.change().from());
        fields.put("to", rollout.change().to());
        fields.put("version", rollout.change().version());
        fields.put("author", rollout.note().who());
        fields.put("reason", rollout.note().reason());
        fields.put("ticket", rollout.note().ticket());
        fields.put("outcome", rollout.outcome().toString());
        return fields;
    }
}
