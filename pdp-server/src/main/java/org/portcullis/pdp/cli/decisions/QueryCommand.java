package org.portcullis.pdp.cli.decisions;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionField;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.PastAnswer;
import org.portcullis.pdp.cli.SpanOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portcullis decisions query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Finds decisions in the audit log and the files it was rotated into, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis decisions query --since 7d --vo mayhem --decision Permit -o csv",
            "  portcullis decisions query --since 2h --uid 51234 --host wn123.example.org",
            "  portcullis decisions query --reason mapping-exhausted --sort dn --fields at,dn,fqan",
            "",
            "Exit codes: 0, also if none is found; 2 not understood; 78 the log cannot be read"
        })
final class QueryCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DecisionView view;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private SpanOptions span;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DecisionFilter filter;

    @Option(
            names = "--limit",
            defaultValue = "1000",
            description = "At most so many, the latest (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--sort",
            paramLabel = "FIELD",
            defaultValue = "",
            description = "By this field; -FIELD for the other way round.")
    @SuppressWarnings("NullAway.Init")
    private String sort;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        DecisionQuery query = filter.query(span.at(InstantSource.system().instant()));
        Found found = view.log()
                .search(filter.indexes(), search -> sort.isEmpty() ? latest(search, query) : sorted(search, query));
        view.rows(found.answers()).write(view.form(), view.out(), "decisions", about(found));
        if (found.truncated()) {
            view.err().println("truncated: there are more, raise --limit to see them");
        }
        view.tell(found.report());
    }

    /** What is shown, and what there is to say about it. */
    private record Found(List<PastAnswer> answers, boolean truncated, AuditSearch.Report report) {}

    private Found latest(AuditSearch search, DecisionQuery query) throws IOException {
        AuditSearch.Latest latest = search.latest(query, limit());
        return new Found(latest.answers(), latest.truncated(), latest.report());
    }

    private Found sorted(AuditSearch search, DecisionQuery query) throws IOException {
        Selection selection = new Selection(limit(), order());
        AuditSearch.Report report = search.each(query, (place, line, answer) -> selection.accept(answer));
        return new Found(selection.answers(), selection.leftOut() > 0, report);
    }

    private static Map<String, Object> about(Found found) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("truncated", found.truncated());
        about.put("incomplete", found.report().unread().sentences());
        return about;
    }

    private int limit() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
        }
        return limit;
    }

    private Comparator<PastAnswer> order() {
        boolean down = sort.startsWith("-");
        DecisionField field = field(down ? sort.substring(1) : sort);
        Comparator<PastAnswer> up =
                field == DecisionField.AT ? Comparator.comparing(PastAnswer::at) : Comparator.comparing(field::of);
        return down ? up.reversed() : up;
    }

    private DecisionField field(String name) {
        return List.of(DecisionField.values()).stream()
                .filter(field -> field.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--sort `" + name + "` is none of " + List.of(DecisionField.values())));
    }
}
