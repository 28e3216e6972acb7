package org.portcullis.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.Validity;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** The kinds of value that stand in data files, read strictly: what is none of its kind is noted with its place. */
final class DataValues {
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})([mhd])");
    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);

    private final Problems problems;

    DataValues(Problems problems) {
        this.problems = problems;
    }

    /** The truth under that key, which must be there; false if it is not. */
    boolean requiredTruth(YamlMapping yaml, String key) {
        return yaml.requiredText(key).flatMap(text -> oneOf(text, TRUTHS)).orElse(false);
    }

    /** The truth under that key; false if it is not there. */
    boolean truth(YamlMapping yaml, String key) {
        return yaml.text(key).flatMap(text -> oneOf(text, TRUTHS)).orElse(false);
    }

    /** What the word means; empty with a problem noted if it is none of these. */
    <T> Optional<T> oneOf(Text text, Map<String, T> meanings) {
        Optional<T> meaning = Optional.ofNullable(meanings.get(text.value()));
        if (meaning.isEmpty()) {
            problems.add(
                    text.at(),
                    Problems.quote(text.value()) + " is none of "
                            + String.join(", ", new TreeSet<>(meanings.keySet())));
        }
        return meaning;
    }

    /** The VO of that name. */
    Optional<VoName> voName(String name, Position at) {
        try {
            return Optional.of(new VoName(name));
        } catch (IllegalArgumentException e) {
            problems.add(at, Problems.quote(name) + " is not a VO name");
            return Optional.empty();
        }
    }

    /** The name of a person or a host. */
    Optional<Dn> dn(Text text) {
        try {
            return Optional.of(Dn.parse(text.value()));
        } catch (IllegalArgumentException e) {
            problems.add(text.at(), Problems.quote(text.value()) + " is not a DN like /DC=org/DC=example/CN=Ann");
            return Optional.empty();
        }
    }

    /** A time like {@code 24h}: minutes, hours or days, without fractions. */
    Optional<Duration> duration(Text text) {
        Matcher form = DURATION.matcher(text.value());
        if (!form.matches()) {
            problems.add(text.at(), Problems.quote(text.value()) + " is not a time like 90m, 24h or 14d");
            return Optional.empty();
        }
        long count = Long.parseLong(form.group(1));
        return Optional.of(
                switch (form.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /** The time from {@code valid-from} to {@code valid-until}, each of which may be left out. */
    Validity validity(YamlMapping yaml) {
        return validity(yaml, "valid-from");
    }

    /** The time from the moment under that key to {@code valid-until}, each of which may be left out. */
    Validity validity(YamlMapping yaml, String fromKey) {
        Instant from = yaml.text(fromKey).map(this::firstMoment).orElse(Instant.MIN);
        Instant until = yaml.text("valid-until").map(this::endOf).orElse(Instant.MAX);
        if (from.isBefore(until)) {
            return new Validity(from, until);
        }
        problems.add(yaml.at(), "this ends before it begins; correct " + fromKey + " or valid-until");
        return Validity.ALWAYS;
    }

    /** A time as written, or the first moment of a date, UTC. */
    Instant firstMoment(Text text) {
        return moment(text, 0).orElse(Instant.MIN);
    }

    /** A time as written, or the end of a date: a last day counts until its last second. */
    Instant endOf(Text text) {
        return moment(text, 1).orElse(Instant.MAX);
    }

    /** Hands each VO that is a key of this mapping on, with the key. */
    void eachVo(YamlMapping yaml, BiConsumer<String, VoName> reader) {
        yaml.keys().forEach((key, at) -> voName(key, at).ifPresent(vo -> reader.accept(key, vo)));
    }

    /** What stands under each VO of this mapping, as read by that reader. */
    <T> Map<VoName, T> byVo(YamlMapping yaml, Function<YamlMapping, T> reader) {
        Map<VoName, T> values = new HashMap<>();
        eachVo(yaml, (key, vo) -> yaml.mapping(key).map(reader).ifPresent(value -> values.put(vo, value)));
        return values;
    }

    private Optional<Instant> moment(Text text, int daysLater) {
        try {
            return Optional.of(
                    text.value().contains("T")
                            ? Instant.parse(text.value())
                            : LocalDate.parse(text.value())
                                    .plusDays(daysLater)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException e) {
            problems.add(
                    text.at(),
                    Problems.quote(text.value()) + " is neither a date like 2009-12-31 nor a time like"
                            + " 2009-12-31T12:00:00Z");
            return Optional.empty();
        }
    }
}
