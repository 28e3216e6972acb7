package org.portcullis.pdp.cli.decisions;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.portcullis.pdp.audit.AuditSearch;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.LogFollower;
import org.portcullis.pdp.audit.PastAnswer;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.cli.DecisionLog;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.cli.Rows.Form;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code portcullis decisions tail}. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Shows the latest decisions and, with -f, those that come.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis decisions tail",
            "  portcullis decisions tail -f --decision Deny",
            "  portcullis decisions tail -f -o jsonl --vo atlas",
            "",
            "Exit codes: 0; 2 not understood; 78 the log cannot be read; 130 stopped by Ctrl-C"
        })
final class TailCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 200;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DecisionView view;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DecisionFilter filter;

    @Option(
            names = {"--limit", "-n"},
            defaultValue = "20",
            description = "So many of those that are there (default: ${DEFAULT-VALUE}).")
    private int limit;

    /** Those that came between the moment from which is followed and the one at which the log was read. */
    private final Set<UUID> shown = new HashSet<>();

    @Option(
            names = {"--follow", "-f"},
            description = "Go on, also when the log is rotated, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws IOException {
        DecisionLog log = view.log();
        DecisionQuery wanted = filter.query(Span.EVER);
        try (LogFollower follower = new LogFollower(log.file(), answer -> printIf(wanted, answer))) {
            showLatest(log, wanted);
            if (follow) {
                follow(log.file(), follower);
            }
            return 0;
        }
    }

    private void showLatest(DecisionLog log, DecisionQuery wanted) {
        AuditSearch.Latest latest = log.search(filter.indexes(), search -> search.latest(wanted, limit));
        latest.answers().forEach(answer -> shown.add(answer.id()));
        view.rows(latest.answers())
                .write(
                        follow && view.form() == Form.JSON ? Form.JSONL : view.form(),
                        view.out(),
                        "decisions",
                        Map.of("incomplete", latest.report().unread().sentences()));
        view.tell(latest.report());
    }

    private void follow(Path log, LogFollower follower) throws IOException {
        Path directory = log.toAbsolutePath().resolveSibling("");
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (true) {
                long damaged = follower.poll();
                if (damaged > 0) {
                    view.err().println("incomplete: " + damaged + " damaged lines of the audit log are left out");
                }
                WatchKey key = watch.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void printIf(DecisionQuery wanted, PastAnswer answer) {
        if (wanted.test(answer) && !shown.contains(answer.id())) {
            print(answer);
            view.out().flush();
        }
    }

    private void print(PastAnswer answer) {
        Rows row = view.rows(List.of(answer));
        switch (view.form()) {
            case TABLE -> row.rows().forEach(cells -> view.out().println(Rows.printable(String.join("  ", cells))));
            case CSV -> view.out().print(row.csv());
            case JSON, JSONL -> row.write(Form.JSONL, view.out(), "", Map.of());
        }
    }
}
