package org.portcullis.pdp.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.portcullis.pdp.mapping.Mapping.Mapped;
import org.portcullis.pdp.mapping.Mapping.Refused;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;

/** Subject to Unix account, by the rules of the site and the leases of its pools. Thread-safe. */
public final class AccountMapper {
    private final LeaseStore leases;

    public AccountMapper(LeaseStore leases) {
        this.leases = leases;
    }

    /**
     * The account for the subject of this request, leased if it comes from a pool.
     *
     * @throws StoreUnavailableException if a lease is needed and cannot be had now
     */
    public Mapping map(MappingRules rules, AuthzRequest request, Instant at) {
        Subject subject = request.subject();
        return rules.accountRule(subject.dn(), subject.fqans())
                .filter(rule -> rules.groupsSuffice(subject.dn(), subject.fqans()))
                .map(rule -> map(rules, rule, request, at))
                .orElse(new Refused(ReasonCode.MAPPING_NONE));
    }

    private Mapping map(MappingRules rules, AccountRule rule, AuthzRequest request, Instant at) {
        Function<String, Mapping> handOut = name -> handOut(rules, new Choice(rule, name), request);
        return rule.target().match(handOut, pool -> lease(rules, pool, request.subject(), at, handOut));
    }

    /** No lease is taken for somebody whom the pool is not for. */
    private Mapping lease(
            MappingRules rules, Pool pool, Subject subject, Instant at, Function<String, Mapping> handOut) {
        return rules.isFor(pool, subject)
                ? acquire(rules, pool, subject, at).match(lease -> handOut.apply(lease.account()), Refused::new)
                : new Refused(ReasonCode.MAPPING_UNVERIFIED);
    }

    private LeaseOutcome acquire(MappingRules rules, Pool pool, Subject subject, Instant at) {
        return leases.acquire(leaseKey(rules, pool, subject.dn(), subject.fqans()), rules.accounts(pool), at);
    }

    /** An account by name, and the line that leads to it. */
    private record Choice(AccountRule rule, String account) {}

    private Mapping handOut(MappingRules rules, Choice choice, AuthzRequest request) {
        return rules.account(
                        choice.account(),
                        request.subject().dn(),
                        request.subject().fqans())
                .map(account -> unlessThatOfThePilot(
                        rules, new Mapped(account, choice.rule().origin()), request))
                .orElse(new Refused(ReasonCode.MAPPING_FORBIDDEN));
    }

    /** Somebody else's pilot must not share an account with its payload; one's own pilot may. */
    private Mapping unlessThatOfThePilot(MappingRules rules, Mapped mapped, AuthzRequest request) {
        boolean collides = request.pilotJob()
                .pilot()
                .filter(pilot -> !pilot.dn().equals(request.subject().dn()))
                .flatMap(pilot -> uidOf(rules, pilot))
                .filter(uid -> uid == mapped.account().uid())
                .isPresent();
        return collides ? new Refused(ReasonCode.MAPPING_COLLIDES_WITH_PILOT) : mapped;
    }

    private Optional<Long> uidOf(MappingRules rules, Pilot pilot) {
        return rules.accountRule(pilot.dn(), pilot.fqans())
                .flatMap(rule -> rule.target()
                        .match(
                                Optional::of,
                                pool -> leases.find(leaseKey(rules, pool, pilot.dn(), pilot.fqans()))
                                        .map(Lease::account)))
                .flatMap(rules::uid);
    }

    private static LeaseKey leaseKey(MappingRules rules, Pool pool, Dn dn, List<Fqan> fqans) {
        return new LeaseKey(
                pool, dn, rules.primaryGroup(dn, fqans).map(UnixGroup::name).orElse(""));
    }
}
