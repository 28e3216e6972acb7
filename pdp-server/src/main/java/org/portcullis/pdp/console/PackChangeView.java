package org.portcullis.pdp.console;

import static org.portcullis.pdp.console.Html.el;
import static org.portcullis.pdp.console.Html.link;
import static org.portcullis.pdp.console.Html.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.Problem;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.policy.OpenPack;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.diff.Change;
import org.portcullis.policy.diff.DataDiff;
import org.portcullis.policy.diff.RuleDiff;

/** What one change of the pack changed, rule by rule; packs are compiled for it, one visitor at a time. Thread-safe. */
final class PackChangeView implements View {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final BundleStore bundles;
    private final Semaphore turn = new Semaphore(1);

    PackChangeView(BundleStore bundles) {
        this.bundles = bundles;
    }

    @Override
    public AdminAnswer answer(Visit visit) {
        Optional<Rollout.Change> change = bundles.history().entries().stream()
                .filter(entry -> String.valueOf(entry.number()).equals(visit.id()))
                .map(Rollout::change)
                .findFirst();
        if (change.isEmpty()) {
            return Problem.NOT_FOUND.answer(visit.request().context(), "no such change in the history");
        }
        if (!turn.tryAcquire()) {
            return Problem.UNAVAILABLE.answer(visit.request().context(), "somebody else compares packs now");
        }
        try {
            return visit.shown(Sheet.of(
                    "Change " + visit.id(),
                    facts(change.get()),
                    compared(change.get()),
                    el("p", link(PacksView.PATH, "All changes"))));
        } finally {
            turn.release();
        }
    }

    private static Html facts(Rollout.Change change) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("from", change.from());
        facts.put("to", change.to());
        facts.put("version", change.version());
        return Facts.of(facts);
    }

    private Html compared(Rollout.Change change) {
        if (change.from().isEmpty()) {
            return el("p", "Nothing decided before, so there is nothing to compare.");
        }
        try {
            return table(between(open(change.from()), open(change.to())));
        } catch (PackException e) {
            return el("p", "One of the two cannot be read any more.").with("role", "alert");
        }
    }

    private OpenPack open(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new PackException(List.of("not the digest of a bundle"));
        }
        Path pack = bundles.directory().resolve("packs").resolve(digest);
        return PackLoader.open(pack, Map.of());
    }

    private static List<Change> between(OpenPack was, OpenPack is) {
        List<Change> changes = new ArrayList<>(RuleDiff.between(was.outline(), is.outline()));
        changes.addAll(DataDiff.between(was.texts("data"), is.texts("data")));
        return changes;
    }

    private static Html table(List<Change> changes) {
        List<List<Html>> rows = changes.stream()
                .map(change -> List.of(
                        text(change.subject()),
                        text(change.kind().word()),
                        text(change.before()),
                        text(change.after())))
                .toList();
        return new Table("What is different", List.of("what", "change", "before", "after"), rows)
                .orElse("Both packs say the same.");
    }
}
