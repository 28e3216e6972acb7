package org.portcullis.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.bench.Environment;
import org.portcullis.load.bench.ResultFiles;
import org.portcullis.load.bench.Slo;
import org.portcullis.load.bench.Summaries;
import org.portcullis.load.bench.Summary;
import org.xml.sax.InputSource;

class PageTest {
    private static final Pattern FIGURE = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void thePageAsksNobodyForAnything() throws Exception {
        String page = page(Summaries.run(5));

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("<script", "src=", "href=", "url(", "@import", "//");
    }

    @Test
    void warningsComeFirstAndOutsidersCannotWriteHtml() throws Exception {
        String page = page(Summaries.run(5));

        assertThat(page).contains("<li>&lt;look&gt; here</li>").doesNotContain("<look>");
        assertThat(page.indexOf("class=\"warnings\"")).isBetween(0, page.indexOf("<h2>"));
    }

    @Test
    void anInvalidRunSaysSoInItsHeading() throws Exception {
        assertThat(page(Summaries.invalid())).contains("INVALID</h1>", "<li>the generator was late</li>");
        assertThat(page(Summaries.run(5))).contains("valid</h1>");
    }

    @Test
    void everyChartIsWellFormedAndTheBanIsMarked() throws Exception {
        Matcher figures = FIGURE.matcher(page(Summaries.run(5)));

        int count = 0;
        while (figures.find()) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(figures.group())));
            count++;
        }
        assertThat(count).isEqualTo(5);
        assertThat(page(Summaries.run(5))).contains("ban in force", "99.99 %", "MISSED", "kept");
    }

    @Test
    void aRunWithoutAnswersHasAPageToo() throws Exception {
        assertThat(page(Summaries.unanswered())).contains("error timeout").doesNotContain("NaN", "Infinity");
    }

    @Test
    void theTerminalShowsTheSameWithTheVerdictLast() {
        String text = new SummaryText(Summaries.run(5)).text();

        assertThat(text.lines().toList())
                .startsWith("RESULT 100 requests, 9.7 answers/s, 3 errors, open loop")
                .contains("server           200.0 us of processor time for each request, 0.25 s of garbage collection"
                        + " in all")
                .contains(
                        "ban              vo:cms at 4.0 s, in force at 5.0 s; last Permit 6.2 ms after that, 0 to later"
                                + " questions")
                .contains("control          bare echo 1000/s, 30.0 us; server 700/s, 60.0 us: 70 % of its throughput,"
                        + " 2.0 x its processor time (closed loop)")
                .contains("WARNING <look> here")
                .endsWith("run VALID");
    }

    private String page(Summary summary) throws IOException {
        ResultFiles files = new ResultFiles(directory);
        Environment environment = Environment.here(Instant.EPOCH, List.of("bench"), null);
        files.write(summary.checked(Slo.parse("p99=10ms,errors=0.01%")), environment);
        try (OutputStream out = Files.newOutputStream(files.hlog())) {
            log(out);
        }
        Page.write(files);
        return Files.readString(files.page());
    }

    private static void log(OutputStream out) {
        HistogramLogWriter log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
        Histogram times = new Histogram(3);
        for (int i = 1; i <= 1000; i++) {
            times.recordValue(i * 10_000L);
        }
        log.outputIntervalHistogram(0, 1, times, 1e6);
        times.setTag("service");
        log.outputIntervalHistogram(0, 1, times, 1e6);
    }
}
