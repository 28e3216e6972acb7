package org.portcullis.load.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.portcullis.load.bench.Bench;
import org.portcullis.load.bench.Environment;
import org.portcullis.load.bench.ResultFiles;
import org.portcullis.load.bench.Rig;
import org.portcullis.load.bench.Second;
import org.portcullis.load.bench.Summary;
import org.portcullis.load.bench.Wishes;
import org.portcullis.load.report.Page;
import org.portcullis.load.report.SummaryText;
import org.portcullis.load.run.LoadPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb that measures a server and writes down everything that somebody else needs to believe it. */
@Command(
        name = "run",
        description = {
            "Asks a server on this machine at a constant rate, whatever becomes of the requests before (open loop), and",
            "counts response times from when requests were due. Writes summary.json, run.hlog, env.json, index.html."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis-load bench run --target https://localhost:8443/ --world build/crowd --rate 500 --for 2m",
            "  portcullis-load bench run --target https://localhost:8443/ --world build/crowd --send chains \\",
            "      --users 5000 --mix permit=80,deny=15,na=5 --ban-at 60s=vo:cms --vo atlas,cms \\",
            "      --server-config portcullis.yaml --slo p99=10ms,errors=0.01%% --control echo",
            "",
            "Exit codes: 0 valid and every promise kept, 2 usage, 4 a promise was not kept (--slo, --ban-at),",
            "5 INVALID: the generator was too slow, 6 no request was answered"
        })
final class BenchRunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Mixin
    private CrowdOptions crowd = new CrowdOptions();

    @Mixin
    private PlanOptions pace = new PlanOptions();

    @Mixin
    private WishOptions wish = new WishOptions();

    @Option(names = "--report", description = "directory of the results (default: ${DEFAULT-VALUE})")
    private Path report = Path.of("load-report");

    @Option(names = "--progress", description = "one line on stderr for each second, even if that is no terminal")
    private boolean progress;

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.TEXT;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Bench bench = bench();
        Files.createDirectories(report);
        ResultFiles files = new ResultFiles(report);
        Environment environment = Environment.here(
                InstantSource.system().instant(),
                spec.root().commandLine().getParseResult().originalArgs(),
                wish.serverPid());
        Summary summary = bench.run(load(), files.hlog());
        files.write(summary, environment);
        Page.write(files);
        print(summary, files);
        return exitCode(summary);
    }

    private Bench bench() throws IOException {
        try {
            LoadPlan plan = pace.plan();
            Wishes wishes = wish.wishes(site);
            Rig rig = new Rig(site.target(), site.tls()::context, crowd.workload(site.world()), InstantSource.system());
            return new Bench(rig, plan, wishes, this::passed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private SortedMap<String, String> load() {
        SortedMap<String, String> load = new TreeMap<>(crowd.words());
        load.putAll(pace.words());
        load.put("target", site.target().host() + ":" + site.target().port());
        return load;
    }

    @SuppressWarnings("SystemConsoleNull") // This is Java 17, where nothing is a terminal if there is no console.
    private void passed(Second second) {
        if (progress || System.console() != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                    Locale.ROOT,
                    "%5.0f s%s  %.0f/s  p50 %.3f  p99 %.3f ms  err %d  lag p99 %.3f ms%s",
                    second.at() + second.seconds(),
                    second.warmUp() ? " warm-up" : "",
                    second.done() / Math.max(0.001, second.seconds()),
                    second.times().p50(),
                    second.times().p99(),
                    second.errors(),
                    second.times().lagP99(),
                    progress ? "\n" : "   \r");
            err.flush();
        }
    }

    private void print(Summary summary, ResultFiles files) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(output == Output.JSON ? ResultFiles.json(summary) + "\n" : new SummaryText(summary).text());
        out.flush();
        spec.commandLine()
                .getErr()
                .println("wrote " + files.page() + ", summary.json, run.hlog and env.json beside it");
    }

    private static int exitCode(Summary summary) {
        if (summary.done() == 0) {
            return ExitCode.NO_ANSWER;
        }
        if (!summary.keepsBans()) {
            return ExitCode.GATE;
        }
        if (!summary.verdicts().isValid()) {
            return ExitCode.INVALID;
        }
        return summary.keepsPromises() ? 0 : ExitCode.GATE;
    }
}
