package org.portcullis.pdp.cli.decisions;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.portcullis.pdp.audit.PastAnswer;
import org.portcullis.pdp.audit.PastDecision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that pick decisions; all that are given must be met. A name matches as it does for bans: widely. */
final class DecisionFilter {
    @Option(names = "--dn", paramLabel = "DN", converter = Name.class, description = "Of this subject.")
    private List<Dn> dns = List.of();

    @Option(names = "--vo", paramLabel = "VO", description = "Of subjects of this VO.")
    private List<String> vos = List.of();

    @Option(
            names = "--fqan",
            paramLabel = "FQAN",
            description = "Of subjects with this FQAN; /vo/group/* for the group and those below it.")
    private List<String> fqans = List.of();

    @Option(
            names = "--pilot",
            paramLabel = "DN",
            converter = Name.class,
            description = "Of work that this one's pilots brought.")
    private List<Dn> pilots = List.of();

    @Option(names = "--host", paramLabel = "NAME", description = "Of work for this host.")
    private List<String> hosts = List.of();

    @Option(names = "--pep", paramLabel = "DN", converter = Name.class, description = "Asked by this PEP.")
    private List<Dn> peps = List.of();

    @Option(
            names = "--decision",
            paramLabel = "WORD",
            description = "Permit, Deny, NotApplicable, Indeterminate or Refused.")
    private List<String> decisions = List.of();

    @Option(names = "--reason", paramLabel = "CODE", description = "With this reason.")
    private List<String> reasons = List.of();

    @Option(names = "--rule", paramLabel = "RULE", description = "Decided by this rule, policy/rule.")
    private List<String> rules = List.of();

    @Option(names = "--uid", paramLabel = "UID", description = "Given this uid.")
    private List<Long> uids = List.of();

    @Option(names = "--account", paramLabel = "USER", description = "Given this account.")
    private List<String> accounts = List.of();

    @Option(names = "--pack", paramLabel = "DIGEST", description = "Decided by the pack whose digest begins so.")
    private List<String> packs = List.of();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** The test that the options make; several values of one option are alternatives. */
    Predicate<PastAnswer> predicate() {
        decisions.forEach(this::requireDecision);
        Predicate<PastAnswer> all = sameName(peps, PastAnswer::pep)
                .and(word(decisions, DecisionField.DECISION))
                .and(word(reasons, DecisionField.REASON))
                .and(word(rules, DecisionField.RULE))
                .and(word(accounts, DecisionField.ACCOUNT))
                .and(word(uids.stream().map(String::valueOf).toList(), DecisionField.UID))
                .and(any(
                        packs, (digest, answer) -> DecisionField.PACK.of(answer).startsWith(digest)));
        return all.and(any(dns, DecisionFilter::isSubject))
                .and(any(pilots, DecisionFilter::isPilot))
                .and(any(vos, DecisionFilter::isOfVo))
                .and(any(fqans, DecisionFilter::holds))
                .and(any(hosts, DecisionFilter::isForHost));
    }

    private void requireDecision(String word) {
        if (!List.of("permit", "deny", "notapplicable", "indeterminate", "refused")
                .contains(word.toLowerCase(Locale.ROOT))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--decision `" + word + "` is none of Permit, Deny, NotApplicable, Indeterminate, Refused");
        }
    }

    /** One value against one answer. */
    private interface Match<T> {
        boolean test(T value, PastAnswer answer);
    }

    private static <T> Predicate<PastAnswer> any(List<T> values, Match<T> match) {
        return answer -> values.isEmpty() || values.stream().anyMatch(value -> match.test(value, answer));
    }

    private static Predicate<PastAnswer> word(List<String> words, DecisionField field) {
        return any(words, (word, answer) -> field.of(answer).equalsIgnoreCase(word));
    }

    private static Predicate<PastAnswer> sameName(List<Dn> names, Function<PastAnswer, Dn> name) {
        return any(names, (wanted, answer) -> isSame(wanted, name.apply(answer)));
    }

    private static boolean isSame(Dn wanted, Dn found) {
        return wanted.equals(found)
                || wanted.widest().equals(found.withoutProxyNames().widest());
    }

    private static boolean isSubject(Dn wanted, PastAnswer answer) {
        return answer instanceof PastDecision past
                && isSame(wanted, past.request().subject().dn());
    }

    private static boolean isPilot(Dn wanted, PastAnswer answer) {
        return answer instanceof PastDecision past
                && past.request()
                        .pilotJob()
                        .pilot()
                        .filter(pilot -> isSame(wanted, pilot.dn()))
                        .isPresent();
    }

    private static boolean isOfVo(String wanted, PastAnswer answer) {
        return answer instanceof PastDecision past
                && past.request().subject().allVos().stream()
                        .anyMatch(vo -> vo.value().equalsIgnoreCase(wanted));
    }

    private static boolean holds(String wanted, PastAnswer answer) {
        return answer instanceof PastDecision past
                && past.request().subject().fqans().stream().anyMatch(fqan -> covers(wanted, fqan));
    }

    private static boolean covers(String wanted, Fqan fqan) {
        boolean subtree = wanted.endsWith("/*");
        String group = subtree ? wanted.substring(0, wanted.length() - 2) : wanted;
        return subtree
                ? fqan.group().equals(group) || fqan.group().startsWith(group + "/")
                : fqan.value().equals(wanted) || fqan.asVomsWritesIt().equals(wanted);
    }

    private static boolean isForHost(String wanted, PastAnswer answer) {
        return answer instanceof PastDecision past
                && past.request().resource().hosts().stream().anyMatch(wanted::equalsIgnoreCase);
    }

    /** DNs as they are written in options. */
    static final class Name implements ITypeConverter<Dn> {
        @Override
        public Dn convert(String text) {
            try {
                return Dn.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("`" + text + "` is not a DN such as /C=XX/O=Grid/CN=Somebody");
            }
        }
    }
}
