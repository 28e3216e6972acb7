package org.portcullis.pdp.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as they are written in options: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 72h}, {@code 30d}. */
public final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new TypeConversionException("`" + text + "` is not a time such as 500ms, 10s, 5m, 72h or 30d");
        }
        Duration unit = UNITS.getOrDefault(amount.group(2), Duration.ZERO);
        return unit.multipliedBy(Long.parseLong(amount.group(1)));
    }
}
