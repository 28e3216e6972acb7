package org.portcullis.policy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.portcullis.policy.YamlMapping.Text;
import org.portcullis.policy.facts.Regime;
import org.portcullis.policy.facts.RegimeCalendar;
import org.portcullis.policy.facts.Requirement;
import org.portcullis.policy.facts.Validity;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.VoName;

/** Reads {@code data/regimes.yaml}: what suspends which part of the JSPG policy, and when; and whom sites must allow. */
final class RegimesYaml {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Map<String, Boolean> CHECKS = Map.of("done", true, "open", false);
    private static final Map<String, Set<Requirement>> SUSPENSIONS = Map.of(
            "identity-switching", EnumSet.of(Requirement.IDENTITY_SWITCHING),
            "site-approval", EnumSet.of(Requirement.SITE_APPROVAL),
            "pilot-owners", EnumSet.of(Requirement.PILOT_OWNERS),
            "all", EnumSet.allOf(Requirement.class));

    private final DataValues values;
    private final Problems problems;

    private RegimesYaml(Problems problems) {
        this.values = new DataValues(problems);
        this.problems = problems;
    }

    /** Reads the file; what could not be read is noted and left out. */
    static RegimeCalendar parse(YamlMapping yaml, Problems problems) {
        return new RegimesYaml(problems).calendar(yaml);
    }

    private RegimeCalendar calendar(YamlMapping yaml) {
        yaml.allowOnly(SiteFiles.AS_OF, "regimes", "sites-must-allow");
        yaml.require("regimes");
        List<Regime> regimes =
                yaml.mappings("regimes").stream().map(this::regime).toList();
        Set<VoName> mustAllow =
                yaml.mapping("sites-must-allow").map(this::mustAllow).orElse(Set.of());
        return new RegimeCalendar(regimes, mustAllow);
    }

    /** A regime of exception without begin or end is refused: it would never be reviewed. */
    private Regime regime(YamlMapping yaml) {
        yaml.allowOnly("id", "valid-from", "valid-until", "suspends", "opted-in", "terminated-at", "renewals");
        yaml.require("valid-from", "valid-until");
        String id = yaml.requiredText("id").map(this::id).orElse("");
        Validity validity = values.validity(yaml);
        for (YamlMapping renewal : yaml.mappings("renewals")) {
            validity = renewed(validity, renewal);
        }
        Instant terminatedAt =
                yaml.text("terminated-at").map(values::firstMoment).orElse(Instant.MAX);
        Set<Requirement> suspends = yaml.requiredTexts("suspends").stream()
                .flatMap(text -> values.oneOf(text, SUSPENSIONS).stream())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        return new Regime(id, validity, terminatedAt, values.requiredTruth(yaml, "opted-in"), suspends);
    }

    /** A renewal needs somebody who answers for it, and is agreed before the end that it puts off: none comes silently. */
    private Validity renewed(Validity validity, YamlMapping yaml) {
        yaml.allowOnly("renewed-until", "approver", "approved");
        yaml.require("renewed-until", "approver", "approved");
        yaml.text("approver");
        Instant approved = yaml.text("approved").map(values::firstMoment).orElse(Instant.MIN);
        Instant until = yaml.text("renewed-until").map(values::endOf).orElse(Instant.MAX);
        if (!approved.isBefore(validity.until())) {
            problems.add(
                    yaml.at(), "this was approved when there was nothing left to renew; write a regime of its own");
        }
        if (!until.isAfter(validity.until())) {
            problems.add(yaml.at(), "this renews nothing: `renewed-until` must be later than the end before");
            return validity;
        }
        return new Validity(validity.from(), until);
    }

    private String id(Text text) {
        if (!ID.matcher(text.value()).matches() || text.value().equals(Regime.JSPG.id())) {
            problems.add(
                    text.at(),
                    Problems.quote(text.value())
                            + " is not the id of a regime: lower-case words joined by hyphens, other than "
                            + Regime.JSPG.id());
        }
        return text.value();
    }

    /** The VOs, if everything on the checklist is done; none before. */
    private Set<VoName> mustAllow(YamlMapping yaml) {
        yaml.allowOnly("vos", "checklist");
        Set<VoName> vos = yaml.requiredTexts("vos").stream()
                .flatMap(text -> values.voName(text.value(), text.at()).stream())
                .collect(Collectors.toSet());
        boolean inForce = yaml.requiredMapping("checklist")
                .filter(list -> !list.keys().isEmpty())
                .filter(this::isDone)
                .isPresent();
        return inForce ? vos : Set.of();
    }

    private boolean isDone(YamlMapping checklist) {
        return checklist.keys().keySet().stream()
                .map(check -> checklist.text(check).flatMap(text -> values.oneOf(text, CHECKS)))
                .map(done -> done.orElse(false))
                .reduce(true, Boolean::logicalAnd);
    }
}
