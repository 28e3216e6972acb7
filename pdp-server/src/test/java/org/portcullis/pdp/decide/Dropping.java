package org.portcullis.pdp.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Credential.Recorded;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Resource;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/**
 * Something that can be left out of a question or be made worse in it, in each way there is; and the reasons for a Deny that
 * are lifted by it, because they object to that very thing.
 */
record Dropping(String what, Set<String> lifts, Function<AuthzRequest, Stream<AuthzRequest>> ways) {
    private static final String RESERVED_ROLE = "role-not-via-pilot";
    /** Of whose VO the work is, and whether it is a pilot's: the primary FQAN says it. */
    private static final Set<String> OTHER_WORK = Set.of(
            RESERVED_ROLE,
            "payload-is-pilot",
            "vo-not-supported",
            "vo-mismatch",
            "site-approval-missing",
            "site-approval-expired",
            "pilot-owner-not-registered");

    /** What is asked of pilots and those they bring, and of nobody else. */
    private static final Set<String> ABOUT_PILOTS = Set.of(
            RESERVED_ROLE,
            "payload-is-pilot",
            "vo-mismatch",
            "site-approval-expired",
            "pilot-owner-not-registered",
            "pilot-role-missing",
            "identity-switch-required");

    /** What is asked of those whom pilots bring, and not of pilots. */
    private static final Set<String> ABOUT_PAYLOADS =
            Set.of(RESERVED_ROLE, "payload-is-pilot", "vo-mismatch", "vo-unknown", "vo-not-supported");

    private static final Set<String> ABOUT_PROXIES = Set.of("limited-proxy", "proxy-too-long");

    private static final Predicate<Fqan> RESERVED = fqan -> fqan.value().endsWith("/Role=lcgadmin");

    /** Every thing, with the exceptions of the record of architecture decisions, no. 3. */
    static final List<Dropping> ALL = List.of(
            new Dropping("all FQANs", OTHER_WORK, request -> Stream.of(fqans(request, List.of()))),
            new Dropping("all FQANs and VO names", Set.of(), request -> Stream.of(vos(fqans(request, List.of())))),
            new Dropping("a secondary FQAN", Set.of(), request -> secondary(request, RESERVED.negate())),
            new Dropping("a reserved secondary FQAN", Set.of(RESERVED_ROLE), request -> secondary(request, RESERVED)),
            new Dropping("the primary FQAN", OTHER_WORK, Dropping::withoutPrimary),
            new Dropping("the VO names", Set.of(), request -> Stream.of(vos(request))),
            new Dropping("the chain", ABOUT_PROXIES, request -> chain(request).map(any -> bare(request))),
            new Dropping("the leaf of the chain", ABOUT_PROXIES, request -> chained(request, Dropping::withoutLeaf)),
            new Dropping("that a proxy is full", Set.of(), request -> chained(request, Dropping::limited)),
            new Dropping("that a chain is short-lived", Set.of(), request -> chained(request, Dropping::longer)),
            new Dropping("the pilot", ABOUT_PILOTS, request -> job(request, pilot -> new PilotJob.None())),
            new Dropping("the pilot's FQANs", Set.of(), request -> job(request, Dropping::nameless)),
            new Dropping("the payload", ABOUT_PAYLOADS, Dropping::withoutPayload),
            new Dropping("the hosts", Set.of(), request -> Stream.of(withoutHosts(request))));

    Stream<AuthzRequest> from(AuthzRequest request) {
        return ways.apply(request);
    }

    @Override
    public String toString() {
        return what;
    }

    private static Stream<AuthzRequest> secondary(AuthzRequest request, Predicate<Fqan> which) {
        List<Fqan> all = request.subject().fqans();
        return IntStream.range(1, all.size())
                .filter(n -> which.test(all.get(n)))
                .mapToObj(n -> without(request, n));
    }

    private static Stream<AuthzRequest> withoutPrimary(AuthzRequest request) {
        return request.subject().primaryFqan().stream().map(primary -> without(request, 0));
    }

    private static AuthzRequest without(AuthzRequest request, int n) {
        List<Fqan> fewer = new ArrayList<>(request.subject().fqans());
        fewer.remove(n);
        return fqans(request, fewer);
    }

    private static AuthzRequest fqans(AuthzRequest request, List<Fqan> fqans) {
        Subject subject = request.subject();
        return request.withSubject(
                new Subject(subject.dn(), fqans, subject.vos(), subject.credential(), subject.doubts()));
    }

    private static AuthzRequest vos(AuthzRequest request) {
        Subject subject = request.subject();
        Set<VoName> none = Set.of();
        return request.withSubject(
                new Subject(subject.dn(), subject.fqans(), none, subject.credential(), subject.doubts()));
    }

    private static Stream<ChainTraits> chain(AuthzRequest request) {
        return request.subject().credential() instanceof Recorded recorded
                ? Stream.of(recorded.traits())
                : Stream.empty();
    }

    private static Stream<AuthzRequest> chained(AuthzRequest request, UnaryOperator<ChainTraits> change) {
        return chain(request).map(traits -> credential(request, new Recorded(change.apply(traits))));
    }

    private static AuthzRequest bare(AuthzRequest request) {
        return credential(request, new Credential.Bare());
    }

    private static AuthzRequest credential(AuthzRequest request, Credential credential) {
        Subject subject = request.subject();
        return request.withSubject(
                new Subject(subject.dn(), subject.fqans(), subject.vos(), credential, subject.doubts()));
    }

    /** What stays is the first delegation, which is full: a limited one would have made the leaf limited. */
    private static ChainTraits withoutLeaf(ChainTraits chain) {
        return traits(chain, false, chain.firstLifetime(), Duration.ZERO);
    }

    private static ChainTraits limited(ChainTraits chain) {
        return traits(chain, true, chain.leafLifetime(), Duration.ZERO);
    }

    private static ChainTraits longer(ChainTraits chain) {
        return traits(chain, chain.limited(), chain.leafLifetime(), Duration.ofDays(1));
    }

    private static ChainTraits traits(ChainTraits chain, boolean limited, Duration leaf, Duration more) {
        return new ChainTraits(
                limited,
                leaf.plus(more),
                chain.firstLifetime().plus(more),
                chain.attributeLifetime().plus(more),
                chain.certificates());
    }

    private static Stream<AuthzRequest> job(AuthzRequest request, Function<Pilot, PilotJob> change) {
        return request.pilotJob().pilot().stream().map(change).map(job -> job(request, request.subject(), job));
    }

    private static PilotJob nameless(Pilot pilot) {
        return new PilotJob.BroughtBy(new Pilot(pilot.dn(), List.of(), pilot.vos(), Set.of()));
    }

    /** Who runs the work of nobody in particular is itself the subject. */
    private static Stream<AuthzRequest> withoutPayload(AuthzRequest request) {
        Credential credential = request.subject().credential();
        return request.pilotJob().pilot().stream()
                .map(pilot -> job(
                        request,
                        new Subject(pilot.dn(), pilot.fqans(), pilot.vos(), credential, pilot.doubts()),
                        new PilotJob.Unattributed(pilot)));
    }

    private static AuthzRequest job(AuthzRequest request, Subject subject, PilotJob job) {
        return new AuthzRequest(
                request.profile(), subject, job, request.resource(), request.action(), request.supported());
    }

    private static AuthzRequest withoutHosts(AuthzRequest request) {
        Resource anywhere =
                new Resource(request.resource().type(), request.resource().id(), List.of());
        return new AuthzRequest(
                request.profile(),
                request.subject(),
                request.pilotJob(),
                anywhere,
                request.action(),
                request.supported());
    }
}
