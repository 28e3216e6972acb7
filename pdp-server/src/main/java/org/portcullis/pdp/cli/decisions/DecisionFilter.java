package org.portcullis.pdp.cli.decisions;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.portcullis.pdp.audit.AuditIndexes;
import org.portcullis.pdp.audit.DecisionQuery;
import org.portcullis.pdp.audit.Span;
import org.portcullis.pdp.audit.Trait;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that pick decisions; all that are given must be met. A name matches as it does for bans: widely. */
final class DecisionFilter {
    @Option(names = "--dn", paramLabel = "DN", description = "Of this subject.")
    private List<String> dns = List.of();

    @Option(names = "--vo", paramLabel = "VO", description = "Of subjects of this VO.")
    private List<String> vos = List.of();

    @Option(
            names = "--fqan",
            paramLabel = "FQAN",
            description = "Of subjects with this FQAN; /vo/group/* for the group and those below it.")
    private List<String> fqans = List.of();

    @Option(names = "--pilot", paramLabel = "DN", description = "Of work that this one's pilots brought.")
    private List<String> pilots = List.of();

    @Option(names = "--host", paramLabel = "NAME", description = "Of work for this host.")
    private List<String> hosts = List.of();

    @Option(names = "--pep", paramLabel = "DN", description = "Asked by this PEP.")
    private List<String> peps = List.of();

    @Option(
            names = "--decision",
            paramLabel = "WORD",
            description = "Permit, Deny, NotApplicable, Indeterminate or Refused.")
    private List<String> decisions = List.of();

    @Option(names = "--reason", paramLabel = "CODE", description = "With this reason.")
    private List<String> reasons = List.of();

    @Option(names = "--rule", paramLabel = "RULE", description = "Decided by this rule, policy/rule.")
    private List<String> rules = List.of();

    @Option(names = "--ban", paramLabel = "SELECTOR", description = "Decided by the ban with this selector.")
    private List<String> bans = List.of();

    @Option(names = "--uid", paramLabel = "UID", description = "Given this uid.")
    private List<String> uids = List.of();

    @Option(names = "--account", paramLabel = "USER", description = "Given this account.")
    private List<String> accounts = List.of();

    @Option(names = "--pack", paramLabel = "DIGEST", description = "Decided by the pack whose digest begins so.")
    private List<String> packs = List.of();

    @Option(names = "--scan", description = "Read every line, as if there were no indexes.")
    private boolean scan;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What the options ask for; several values of one option are alternatives. */
    DecisionQuery query(Span span) {
        Map<Trait, List<String>> given = new EnumMap<>(Trait.class);
        given.put(Trait.DN, dns);
        given.put(Trait.VO, vos);
        given.put(Trait.FQAN, fqans);
        given.put(Trait.PILOT, pilots);
        given.put(Trait.HOST, hosts);
        given.put(Trait.PEP, peps);
        given.put(Trait.DECISION, decisions);
        given.put(Trait.REASON, reasons);
        given.put(Trait.RULE, rules);
        given.put(Trait.BAN, bans);
        given.put(Trait.UID, uids);
        given.put(Trait.ACCOUNT, accounts);
        given.put(Trait.PACK, packs);
        Map<Trait, Set<String>> wanted = new EnumMap<>(Trait.class);
        given.forEach((trait, values) -> wanted.put(trait, words(trait, values)));
        return new DecisionQuery(span, wanted);
    }

    private Set<String> words(Trait trait, List<String> values) {
        Set<String> words = new LinkedHashSet<>();
        for (String value : values) {
            try {
                words.add(trait.word(value));
            } catch (IllegalArgumentException e) {
                String option = "--" + trait.name().toLowerCase(Locale.ROOT);
                throw new ParameterException(spec.commandLine(), option + " `" + value + "` " + e.getMessage());
            }
        }
        return words;
    }

    AuditIndexes.Use indexes() {
        return scan ? AuditIndexes.Use.NONE : AuditIndexes.Use.MAKE;
    }
}
