package org.portcullis.pdp.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.portcullis.pdp.audit.Span;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that name a stretch of time. */
public final class SpanOptions {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "24h",
            description =
                    "From then on: an age such as 2h or 30d, or a moment such as 2026-01-31T03:00Z (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Until before then (default: now).")
    @SuppressWarnings("NullAway.Init")
    private String until;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What was asked for, at this moment. */
    public Span at(Instant now) {
        Span span =
                new Span(moment("--since", since, now), until.isEmpty() ? Instant.MAX : moment("--until", until, now));
        if (!span.since().isBefore(span.until())) {
            throw new ParameterException(spec.commandLine(), "--since must be before --until");
        }
        return span;
    }

    private Instant moment(String option, String text, Instant now) {
        try {
            return now.minus(new DurationText().convert(text));
        } catch (TypeConversionException e) {
            return moment(option, text);
        }
    }

    private Instant moment(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " `" + text
                            + "` is neither an age such as 2h or 30d nor a moment such as 2026-01-31T03:00Z");
        }
    }

    /** The same stretch in words, for headings. */
    public String words() {
        boolean isAge = Duration.ZERO.compareTo(age()) < 0;
        String from = isAge ? "last " + since : "since " + since;
        return until.isEmpty() ? from : "from " + since + " until " + until;
    }

    private Duration age() {
        try {
            return new DurationText().convert(since);
        } catch (TypeConversionException e) {
            return Duration.ZERO;
        }
    }
}
