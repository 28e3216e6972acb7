package org.portcullis.pdp.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.portcullis.pdp.bundle.BundleConflictException;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.config.PdpConfig.TwoPerson;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.rollout.PolicySwitch;
import org.portcullis.pdp.rollout.PolicySwitch.Plan;
import org.portcullis.pdp.rollout.PolicySwitch.Receipt;
import org.portcullis.pdp.rollout.PolicySwitch.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/packs/{digest}}: another bundle decides on this server before the answer leaves, or none does. Thread-safe. */
public record PackChangePages(PdpConfig.Policy policy, PolicySwitch change, Proposals proposals) {
    private static final Logger LOG = LoggerFactory.getLogger(PackChangePages.class);
    private static final Set<String> FIELDS = Set.of("reason", "ticket", "expect");
    private static final String DRY_RUN = "dry_run";

    Map<Operation, Page> pages() {
        return Map.of(
                Operation.ACTIVATE_PACK, visit -> answer(visit, Operation.ACTIVATE_PACK, Rollout.Kind.ACTIVATE),
                Operation.ROLL_BACK_PACK, visit -> answer(visit, Operation.ROLL_BACK_PACK, Rollout.Kind.ROLLBACK));
    }

    private AdminAnswer answer(Visit visit, Operation operation, Rollout.Kind kind) {
        boolean dryRun = visit.asked(DRY_RUN).value(DRY_RUN, false, Values::yesOrNo);
        Visit.Asked told = visit.told(FIELDS);
        return refusing(() -> {
            change.store().demandIsServed(policy.pack());
            Plan plan = plan(visit, told, kind);
            return dryRun ? rehearsed(plan) : ordered(visit, operation, plan);
        });
    }

    private Plan plan(Visit visit, Visit.Asked told, Rollout.Kind kind) {
        Rollout.Note note = new Rollout.Note(
                visit.author(), told.value("reason", "", BanOrder::words), told.value("ticket", "", BanOrder::words));
        if (note.reason().isBlank()) {
            throw Visit.malformed("`reason` is missing");
        }
        String expected = told.text("expect").map(this::kept).orElse("");
        return new Plan(kind, kept(visit.id()), expected, note);
    }

    private String kept(String digest) {
        try {
            return change.store().find(digest);
        } catch (BundleConflictException e) {
            throw new ProblemException(
                    Problem.NOT_FOUND, "no one bundle begins with `" + Visit.quoted(digest) + "`, see /v1/packs");
        }
    }

    private AdminAnswer rehearsed(Plan plan) {
        Trial trial = change.preview(plan);
        Map<String, Object> page = fields(trial);
        page.put("dryRun", true);
        page.put(
                "changes", PackDifference.between(change.store(), trial.change().from(), plan.digest()));
        return AdminAnswer.json(200, page);
    }

    private AdminAnswer ordered(Visit visit, Operation operation, Plan plan) {
        String from = plan.expected().isEmpty() ? change.store().current() : plan.expected();
        Proposals.Change making = (by, author) -> refusing(() -> made(by, signed(plan, from, author)));
        return proposals.make(
                visit,
                TwoPerson.PACKS,
                new Proposals.Wish(operation, () -> words(change.preview(plan), plan.note()), making));
    }

    private static Map<String, Object> words(Trial trial, Rollout.Note note) {
        Map<String, Object> words = fields(trial);
        words.put("reason", note.reason());
        words.put("ticket", note.ticket());
        return words;
    }

    /** In place of what decided when it was asked for, and of nothing else. */
    private static Plan signed(Plan plan, String from, String author) {
        Rollout.Note note =
                new Rollout.Note(author, plan.note().reason(), plan.note().ticket());
        return new Plan(plan.kind(), plan.digest(), from, note);
    }

    private AdminAnswer made(Visit visit, Plan plan) {
        Receipt receipt = change.run(plan);
        LOG.info(
                "pack {} bundle={} outcome={} callId={}",
                plan.kind(),
                plan.digest(),
                receipt.reception().outcome(),
                visit.request().context().callId());
        if (receipt.reception().outcome() != Rollout.Outcome.IN_FORCE) {
            throw new ProblemException(
                    Problem.PACK_REFUSED,
                    "what decided before still does: " + receipt.reception().detail());
        }
        Map<String, Object> page = fields(receipt.trial());
        page.put("outcome", receipt.reception().outcome().toString());
        page.put("milliseconds", receipt.reception().took().toMillis());
        return AdminAnswer.json(200, page);
    }

    private static Map<String, Object> fields(Trial trial) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", trial.change().kind().toString());
        fields.put("from", trial.change().from());
        fields.put("to", trial.change().to());
        fields.put("name", trial.pack().name());
        fields.put("version", trial.pack().version());
        fields.put("digest", trial.pack().digest());
        return fields;
    }

    /** What stands against a change of policy is told, every reason of it. */
    private static AdminAnswer refusing(Supplier<AdminAnswer> work) {
        try {
            return work.get();
        } catch (BundleException e) {
            throw new ProblemException(Problem.PACK_REFUSED, String.join("; ", e.problems()));
        } catch (ConfigException e) {
            throw new ProblemException(Problem.CONFLICT, String.join("; ", e.problems()));
        } catch (BundleConflictException e) {
            throw new ProblemException(Problem.CONFLICT, String.valueOf(e.getMessage()));
        }
    }
}
