package org.portcullis.pdp.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When a ban ends, said in one of two ways. */
final class BanPeriodOptions {
    @Option(names = "--for", converter = DurationText.class, paramLabel = "TIME", description = "End after 72h, 30d, …")
    private @Nullable Duration length;

    @Option(
            names = "--until",
            converter = InstantText.class,
            paramLabel = "INSTANT",
            description = "End at this time, for example 2026-11-25T03:00:00Z.")
    private @Nullable Instant until;

    /** The end; {@link Instant#MAX} if none was said. */
    Instant end(Instant now) {
        if (until != null) {
            return until;
        }
        return length == null ? Instant.MAX : now.plus(length);
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
