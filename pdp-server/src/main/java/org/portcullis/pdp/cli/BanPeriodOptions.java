package org.portcullis.pdp.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When a ban ends, said in one of two ways. */
final class BanPeriodOptions {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    @Option(names = "--for", converter = DurationText.class, paramLabel = "TIME", description = "End after 72h, 30d, …")
    private @Nullable Duration length;

    @Option(
            names = "--until",
            converter = InstantText.class,
            paramLabel = "INSTANT",
            description = "End at this time, for example 2026-11-25T03:00:00Z.")
    private @Nullable Instant until;

    /**
     * The end, to the millisecond, as the store keeps it; {@link Instant#MAX} if none was said.
     *
     * @throws IllegalArgumentException if it is too far away to be written down
     */
    Instant end(Instant now) {
        if (until == null && length == null) {
            return Instant.MAX;
        }
        Instant end = until == null ? now.plus(length) : until;
        if (end.isAfter(LATEST)) {
            throw new IllegalArgumentException("a ban ends before the year 10000, or never");
        }
        return end.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Times in ISO 8601. */
    static final class InstantText implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("`" + text + "` is not a time such as 2026-11-25T03:00:00Z");
            }
        }
    }
}
