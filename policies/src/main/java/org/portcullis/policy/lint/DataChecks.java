package org.portcullis.policy.lint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portcullis.policy.catalogue.LintRule;
import org.portcullis.policy.source.Finding;
import org.portcullis.policy.source.Problems;

/** Whether the site's own records are of use on that day. */
record DataChecks(LintedPack pack, Instant today) {
    private static final Duration SOON = Duration.ofDays(30);

    Stream<Finding> findings() {
        Stream<Finding> ends = new TreeMap<>(pack.data())
                .values().stream()
                        .flatMap(YamlValue::everything)
                        .flatMap(value -> value.get("valid-until").stream())
                        .flatMap(this::end);
        return Stream.of(ends, overlaps(), unapprovedOwners()).flatMap(found -> found);
    }

    private Stream<Finding> end(YamlValue until) {
        return moment(until, 1).stream().flatMap(end -> {
            if (!end.isAfter(today)) {
                return Stream.of(new Finding(
                        LintRule.VALIDITY_OVER, until.at(), "this ended on " + Problems.quote(until.text())));
            }
            return end.isAfter(today.plus(SOON))
                    ? Stream.empty()
                    : Stream.of(new Finding(
                            LintRule.VALIDITY_ENDS_SOON, until.at(), "this ends on " + Problems.quote(until.text())));
        });
    }

    private Stream<Finding> overlaps() {
        List<YamlValue> regimes =
                pack.value("data/regimes.yaml", "regimes").map(YamlValue::items).orElse(List.of());
        return IntStream.range(0, regimes.size())
                .boxed()
                .flatMap(later -> regimes.subList(0, later).stream()
                        .filter(earlier -> overlap(earlier, regimes.get(later)))
                        .map(earlier -> new Finding(
                                LintRule.OVERLAPPING_REGIMES,
                                regimes.get(later).at(),
                                "the regime "
                                        + Problems.quote(regimes.get(later).text("id")) + " waits while "
                                        + Problems.quote(earlier.text("id"))
                                        + ", which stands before it, is in force")));
    }

    private static boolean overlap(YamlValue one, YamlValue other) {
        return begin(one).isBefore(endOf(other)) && begin(other).isBefore(endOf(one));
    }

    private static Instant begin(YamlValue regime) {
        return regime.get("valid-from").flatMap(from -> moment(from, 0)).orElse(Instant.MIN);
    }

    private static Instant endOf(YamlValue regime) {
        Instant until =
                regime.get("valid-until").flatMap(text -> moment(text, 1)).orElse(Instant.MAX);
        Instant terminated =
                regime.get("terminated-at").flatMap(text -> moment(text, 0)).orElse(Instant.MAX);
        return until.isBefore(terminated) ? until : terminated;
    }

    private Stream<Finding> unapprovedOwners() {
        Map<String, YamlValue> owners =
                pack.value("data/owners.yaml", "owners").map(YamlValue::fields).orElse(Map.of());
        return owners.entrySet().stream()
                .filter(vo -> !vo.getValue().items().isEmpty() && !isApproved(vo.getKey()))
                .map(vo -> new Finding(
                        LintRule.OWNER_WITHOUT_APPROVAL,
                        vo.getValue().at(),
                        "the VO " + Problems.quote(vo.getKey())
                                + " has pilot owners, but no approval in data/vos.yaml"));
    }

    private boolean isApproved(String vo) {
        return pack.value("data/vos.yaml", "vos", vo, "mupj", "state")
                .filter(state -> state.text().equals("approved"))
                .isPresent();
    }

    /** A time as written, or the beginning of a day that many days later. */
    private static Optional<Instant> moment(YamlValue value, int daysLater) {
        try {
            return Optional.of(
                    value.text().contains("T")
                            ? Instant.parse(value.text())
                            : LocalDate.parse(value.text())
                                    .plusDays(daysLater)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
