package org.portcullis.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.Approval;
import org.portcullis.policy.facts.SiteData;
import org.portcullis.policy.facts.VoRecord;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.VoName;

/** Reads {@code data/vos.yaml}: which VOs the site serves and what it has approved. */
final class VosYaml {
    /** Where it stands in the pack. */
    static final String FILE = "data/vos.yaml";

    private final Problems problems;

    private VosYaml(Problems problems) {
        this.problems = problems;
    }

    /** Reads the file; what could not be read is noted and left out. */
    static SiteData parse(PackFile file, Problems problems) {
        return new SiteData(YamlMapping.parse(file, problems)
                .map(yaml -> new VosYaml(problems).vos(yaml))
                .orElse(Map.of()));
    }

    private Map<VoName, VoRecord> vos(YamlMapping yaml) {
        yaml.allowOnly("vos");
        Map<VoName, VoRecord> records = new HashMap<>();
        yaml.requiredMapping("vos")
                .ifPresent(vos -> vos.keys()
                        .forEach((name, at) -> vos.mapping(name)
                                .ifPresent(entry -> voName(name, at).ifPresent(vo -> records.put(vo, record(entry))))));
        return records;
    }

    private Optional<VoName> voName(String name, Position at) {
        try {
            return Optional.of(new VoName(name));
        } catch (IllegalArgumentException e) {
            problems.add(at, Problems.quote(name) + " is not a VO name");
            return Optional.empty();
        }
    }

    private VoRecord record(YamlMapping yaml) {
        yaml.allowOnly("supported", "pilot-roles", "mupj");
        boolean supported = yaml.requiredText("supported").filter(this::truth).isPresent();
        Set<String> pilotRoles = yaml.texts("pilot-roles")
                .map(roles -> roles.stream().map(Text::value).collect(Collectors.toSet()))
                .orElse(VoRecord.DEFAULT_PILOT_ROLES);
        Approval approval = yaml.mapping("mupj").map(this::approval).orElse(Approval.NONE);
        return new VoRecord(supported, pilotRoles, approval);
    }

    private boolean truth(Text text) {
        if (!text.value().equals("true") && !text.value().equals("false")) {
            problems.add(text.at(), Problems.quote(text.value()) + " is neither true nor false");
        }
        return text.value().equals("true");
    }

    private Approval approval(YamlMapping yaml) {
        yaml.allowOnly("state", "valid-from", "valid-until");
        Approval.State state = yaml.requiredText("state").map(this::state).orElse(Approval.State.NONE);
        Instant from = yaml.text("valid-from").map(text -> moment(text, 0)).orElse(Instant.MIN);
        Instant until = yaml.text("valid-until").map(text -> moment(text, 1)).orElse(Instant.MAX);
        if (!from.isBefore(until)) {
            problems.add(yaml.at(), "the approval ends before it begins; correct valid-from or valid-until");
            return Approval.NONE;
        }
        return new Approval(state, from, until);
    }

    private Approval.State state(Text text) {
        Set<String> known = Set.of("approved", "pending", "suspended");
        if (known.contains(text.value())) {
            return Approval.State.valueOf(text.value().toUpperCase(Locale.ROOT));
        }
        problems.add(text.at(), Problems.quote(text.value()) + " is none of approved, pending, suspended");
        return Approval.State.NONE;
    }

    /** An instant as written, or midnight UTC of a date so many days later: a last day counts until its end. */
    private Instant moment(Text text, int daysLater) {
        try {
            return text.value().contains("T")
                    ? Instant.parse(text.value())
                    : LocalDate.parse(text.value())
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            problems.add(
                    text.at(),
                    Problems.quote(text.value()) + " is neither a date like 2009-12-31 nor a time like"
                            + " 2009-12-31T12:00:00Z");
            return daysLater == 0 ? Instant.MIN : Instant.MAX;
        }
    }
}
