package org.portcullis.pdp.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.policy.OpenPack;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.diff.Change;
import org.portcullis.policy.diff.DataDiff;
import org.portcullis.policy.diff.RuleDiff;

/** What is different between two packs, rule by rule and record by record, as {@code portcullis policy diff} tells it. */
final class PackDifference {
    private PackDifference() {}

    /**
     * The differences between two bundles of a store; none if nothing decided before.
     *
     * @throws BundleException if one of them cannot be read
     */
    static List<Map<String, Object>> between(BundleStore store, String before, String after) {
        if (before.isEmpty()) {
            return List.of();
        }
        try {
            OpenPack was = open(store, before);
            OpenPack is = open(store, after);
            List<Change> changes = new ArrayList<>(RuleDiff.between(was.outline(), is.outline()));
            changes.addAll(DataDiff.between(was.texts("data"), is.texts("data")));
            return changes.stream().map(PackDifference::fields).toList();
        } catch (PackException e) {
            throw new BundleException(e.problems());
        }
    }

    private static OpenPack open(BundleStore store, String digest) {
        return PackLoader.open(store.unpack(store.bundle(digest)), Map.of());
    }

    private static Map<String, Object> fields(Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", change.kind().word());
        fields.put("subject", change.subject());
        fields.put("before", change.before());
        fields.put("after", change.after());
        return fields;
    }
}
