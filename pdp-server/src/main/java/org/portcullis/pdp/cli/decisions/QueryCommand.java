package org.portcullis.pdp.cli.decisions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.portcullis.pdp.audit.PastAnswer;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Unread;
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
        Instant now = InstantSource.system().instant();
        Span asked = span.at(now);
        Predicate<PastAnswer> wanted = filter.predicate();
        Selection selection = sort.isEmpty() ? Selection.latest(limit()) : Selection.first(limit(), order());
        Unread unread = view.log()
                .read(history -> history.answers(asked, answer -> {
                    if (wanted.test(answer)) {
                        selection.accept(answer);
                    }
                }));
        view.rows(selection.answers()).write(view.form(), view.out(), "decisions", about(selection, unread));
        if (selection.leftOut() > 0) {
            view.err().println("truncated: " + selection.leftOut() + " more, raise --limit to see them");
        }
        unread.sentences().forEach(view.err()::println);
    }

    private static Map<String, Object> about(Selection selection, Unread unread) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("leftOut", selection.leftOut());
        about.put("incomplete", unread.sentences());
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
