package org.portcullis.pdp.audit;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.profile.Decision.Permit;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.VoName;

/** What can be shown of a decision, each in a column of its own; empty where a decision has none. */
public enum DecisionField {
    ID(past -> past.id().toString(), decision -> ""),
    AT(past -> past.at().toString(), decision -> ""),
    DECISION(past -> past.words().decision(), decision -> ""),
    REASON(past -> past.words().reason(), decision -> ""),
    PEP(past -> past.pep().value(), decision -> ""),
    DN(decision -> decision.request().subject().dn().value()),
    VO(decision -> join(
            decision.request().subject().allVos().stream().map(VoName::value).sorted())),
    FQAN(decision -> decision.request().subject().primaryFqan().map(Fqan::value).orElse("")),
    PILOT(decision ->
            decision.request().pilotJob().pilot().map(Pilot::dn).map(Dn::value).orElse("")),
    HOST(decision -> join(decision.request().resource().hosts().stream())),
    RESOURCE(decision -> decision.request().resource().type().word()),
    ACTION(decision -> decision.request().action().type().word()),
    RULE(decision -> decision.why().rule()),
    BAN(decision -> decision.why().ban()),
    UID(decision -> join(uids(decision))),
    GID(decision -> join(obligations(decision).flatMap(DecisionField::gid))),
    ACCOUNT(decision -> join(accounts(decision))),
    PACK(PastDecision::pack),
    PARTIAL(decision -> Boolean.toString(decision.partial()));

    @SuppressWarnings("ImmutableEnumChecker") // functions of their argument alone
    private final Function<PastAnswer, String> ofAll;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<PastDecision, String> ofDecisions;

    DecisionField(Function<PastDecision, String> ofDecisions) {
        this(answer -> "", ofDecisions);
    }

    DecisionField(Function<PastAnswer, String> ofAll, Function<PastDecision, String> ofDecisions) {
        this.ofAll = ofAll;
        this.ofDecisions = ofDecisions;
    }

    /** Its text. */
    public String of(PastAnswer answer) {
        String text = ofAll.apply(answer);
        return text.isEmpty() && answer instanceof PastDecision decision ? ofDecisions.apply(decision) : text;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String join(Stream<String> texts) {
        return texts.collect(Collectors.joining(","));
    }

    /** The uids that were given. */
    static Stream<String> uids(PastDecision decision) {
        return obligations(decision).flatMap(DecisionField::uid);
    }

    /** The names of the accounts that were given. */
    static Stream<String> accounts(PastDecision decision) {
        return obligations(decision).flatMap(DecisionField::account).distinct();
    }

    private static Stream<Obligation> obligations(PastDecision decision) {
        return Stream.of(decision.answer())
                .filter(Permit.class::isInstance)
                .map(Permit.class::cast)
                .map(Permit::obligations)
                .flatMap(Collection::stream);
    }

    private static Stream<String> uid(Obligation obligation) {
        return obligation instanceof UidGid ids ? Stream.of(Long.toString(ids.uid())) : Stream.empty();
    }

    private static Stream<String> gid(Obligation obligation) {
        return obligation instanceof UidGid ids ? Stream.of(Long.toString(ids.gid())) : Stream.empty();
    }

    private static Stream<String> account(Obligation obligation) {
        if (obligation instanceof Username user) {
            return Stream.of(user.name());
        }
        return obligation instanceof PosixAccount account ? Stream.of(account.user()) : Stream.empty();
    }
}
