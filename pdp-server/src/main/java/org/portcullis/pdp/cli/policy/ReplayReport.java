package org.portcullis.pdp.cli.policy;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.replay.Flip;
import org.portcullis.pdp.replay.Tally;
import org.portcullis.policy.PackManifest;

/** What is told of a replay: how much was replayed and how much was not, and every kind of flip. */
record ReplayReport(Tally tally, PackManifest candidate, String span, Duration took) {
    void write(boolean asJson, PrintWriter out, PrintWriter err) {
        if (asJson) {
            out.println(JsonText.of(json()));
        } else {
            text().forEach(out::println);
        }
        out.flush();
        tally.unread().sentences().forEach(err::println);
    }

    private List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(span + ": " + tally.replayed() + " decisions made again with " + candidate.name() + " "
                + candidate.version() + " (" + candidate.digest().substring(0, 12) + ") in " + took.toMillis() + " ms");
        if (tally.partial() > 0) {
            lines.add("of these " + tally.partial()
                    + " partial: recorded without chains, named VOs and supported obligations, which are guessed");
        }
        tally.skipped().forEach((why, count) -> lines.add("left out " + count + ": " + why));
        lines.add(tally.flips() == 0 ? "no flips" : tally.flips() + " flips:");
        if (tally.flips() > 0) {
            lines.addAll(table());
            tally.groups().forEach(group -> lines.addAll(accounts(group)));
        }
        return lines;
    }

    private List<String> table() {
        return new Rows(
                        List.of("count", "from", "to", "rule from", "rule to", "vo", "examples"),
                        tally.groups().stream().map(ReplayReport::row).toList())
                .table();
    }

    private static List<String> row(Tally.Group group) {
        Flip.Kind kind = group.kind();
        return List.of(
                Long.toString(group.count()),
                kind.from(),
                kind.isOfAccount() ? "other account" : kind.to(),
                kind.fromCause(),
                kind.toCause(),
                kind.vo(),
                group.examples().stream().map(flip -> flip.id().toString()).collect(Collectors.joining(" ")));
    }

    private static List<String> accounts(Tally.Group group) {
        return group.examples().stream()
                .filter(flip -> group.kind().isOfAccount())
                .map(flip -> flip.id() + ": " + flip.from() + " -> " + flip.to())
                .toList();
    }

    private Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("pack", candidate.name());
        all.put("version", candidate.version());
        all.put("digest", candidate.digest());
        all.put("replayed", tally.replayed());
        all.put("partial", tally.partial());
        all.put("leftOut", tally.skipped());
        all.put("incomplete", tally.unread().sentences());
        all.put("milliseconds", took.toMillis());
        all.put("flips", tally.flips());
        all.put("groups", tally.groups().stream().map(ReplayReport::json).toList());
        return all;
    }

    private static Map<String, Object> json(Tally.Group group) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", group.count());
        fields.put("from", group.kind().from());
        fields.put("to", group.kind().to());
        fields.put("ruleFrom", group.kind().fromCause());
        fields.put("ruleTo", group.kind().toCause());
        fields.put("vo", group.kind().vo());
        fields.put("examples", group.examples().stream().map(ReplayReport::json).toList());
        return fields;
    }

    private static Map<String, Object> json(Flip flip) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", flip.id().toString());
        fields.put("accountFrom", flip.from());
        fields.put("accountTo", flip.to());
        return fields;
    }
}
