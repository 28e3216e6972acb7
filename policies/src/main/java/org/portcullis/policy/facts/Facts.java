package org.portcullis.policy.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Delegation;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/** What is true of one request at one moment, in the words that policies read. A fact without values is absent. */
public record Facts(Map<Fact, List<String>> values) {
    private static final List<String> TRUE = List.of("true");
    private static final List<String> FALSE = List.of("false");

    /** Copies the map and leaves out what has no value. */
    public Facts {
        Map<Fact, List<String>> copy = new EnumMap<>(Fact.class);
        for (Fact fact : values.keySet()) {
            List<String> words = values.getOrDefault(fact, List.of());
            if (!words.isEmpty()) {
                copy.put(fact, List.copyOf(words));
            }
        }
        values = Collections.unmodifiableMap(copy);
    }

    /** Reads the facts off a request, in the light of what the site knows at that moment. */
    public static Facts of(AuthzRequest request, SiteData site, Circumstances circumstances) {
        return of(new PilotWork(request, site, circumstances));
    }

    /** The facts about that work. */
    public static Facts of(PilotWork work) {
        Map<Fact, List<String>> facts = new EnumMap<>(Fact.class);
        AuthzRequest request = work.request();
        putSubject(facts, request.subject());
        request.pilotJob().pilot().ifPresent(pilot -> putPilot(facts, pilot));
        putPlace(facts, request);
        putCredential(facts, work);
        putIssuers(facts, Issuers.of(request.subject().credential().traits()));
        facts.put(Fact.PEP_DN, List.of(work.circumstances().pep().value()));
        putVoStanding(facts, work);
        putPilotWork(facts, work);
        putRegime(facts, work);
        return new Facts(facts);
    }

    private static void putSubject(Map<Fact, List<String>> facts, Subject subject) {
        List<String> vos = sorted(subject.allVos(), VoName::value);
        facts.put(Fact.SUBJECT_DN, List.of(subject.dn().value()));
        facts.put(Fact.SUBJECT_X500_NAME, List.of(X500Name.of(subject.dn())));
        facts.put(Fact.SUBJECT_VO, vos);
        facts.put(Fact.SUBJECT_FQAN, texts(subject.fqans(), Fqan::value));
        facts.put(Fact.INTEROP_X509_ID, List.of(subject.dn().value()));
        facts.put(Fact.INTEROP_VO, vos);
        facts.put(Fact.INTEROP_VOMS_FQAN, texts(subject.fqans(), Fqan::asVomsWritesIt));
        subject.primaryFqan().ifPresent(primary -> putPrimary(facts, primary));
    }

    private static void putPrimary(Map<Fact, List<String>> facts, Fqan primary) {
        facts.put(Fact.SUBJECT_PRIMARY_FQAN, List.of(primary.value()));
        facts.put(Fact.SUBJECT_PRIMARY_GROUP, List.of(primary.group()));
        facts.put(Fact.SUBJECT_PRIMARY_ROLE, primary.role().stream().toList());
        facts.put(Fact.INTEROP_VOMS_PRIMARY_FQAN, List.of(primary.asVomsWritesIt()));
    }

    private static void putPilot(Map<Fact, List<String>> facts, Pilot pilot) {
        facts.put(Fact.PILOT_DN, List.of(pilot.dn().value()));
        facts.put(Fact.PILOT_VO, sorted(pilot.allVos(), VoName::value));
        facts.put(
                Fact.PILOT_ROLE,
                pilot.primaryFqan().flatMap(Fqan::role).stream().toList());
    }

    private static void putPlace(Map<Fact, List<String>> facts, AuthzRequest request) {
        facts.put(Fact.RESOURCE_TYPE, List.of(request.resource().type().word()));
        facts.put(Fact.RESOURCE_ID, named(request.resource().id()));
        facts.put(Fact.RESOURCE_HOST, request.resource().hosts());
        facts.put(Fact.ACTION, List.of(request.action().type().word()));
        facts.put(Fact.ACTION_ID, named(request.action().id()));
    }

    private static List<String> named(String id) {
        String name = id.trim();
        return name.isEmpty() ? List.of() : List.of(name);
    }

    private static void putVoStanding(Map<Fact, List<String>> facts, PilotWork work) {
        Optional<VoName> vo = work.payloadVo();
        facts.put(Fact.SUBJECT_PRIMARY_VO, vo.map(VoName::value).stream().toList());
        facts.put(
                Fact.VO_SUPPORTED,
                List.of(vo.map(name -> work.site().vo(name).supported() ? "supported" : "unsupported")
                        .orElse("unknown")));
    }

    private static void putCredential(Map<Fact, List<String>> facts, PilotWork work) {
        Credential credential = work.request().subject().credential();
        ProxyLimits limits = work.site().proxies();
        TokenScopes scopes = TokenScopes.of(credential);
        facts.put(Fact.CREDENTIAL, List.of(work.credentialWord()));
        facts.put(Fact.PROXY_LIMITED, truth(credential.traits().limited()));
        facts.put(Fact.PROXY_TOO_LONG, truth(limits.areExceededBy(credential.traits())));
        facts.put(Fact.ATTRIBUTES_TOO_LONG, truth(limits.areExceededByAttributesOf(credential.traits())));
        facts.put(Fact.ASSURANCE, List.of(credential.assurance().word()));
        if (credential.assurance().isByChain()) {
            putLifetimes(facts, credential.traits());
            putDelegation(facts, credential.traits().delegation(), work.at());
        }
        facts.put(Fact.TOKEN_SCOPE, sorted(scopes.scopes(), Function.identity()));
        facts.put(Fact.SCOPE, List.of(scopes.standing(work.request().action().type())));
    }

    private static void putLifetimes(Map<Fact, List<String>> facts, ChainTraits chain) {
        facts.put(Fact.PROXY_SECONDS, seconds(chain.leafLifetime()));
        facts.put(Fact.FIRST_PROXY_SECONDS, seconds(chain.firstLifetime()));
        facts.put(Fact.ATTRIBUTES_SECONDS, seconds(chain.attributeLifetime()));
    }

    private static void putDelegation(Map<Fact, List<String>> facts, Delegation delegation, Instant at) {
        if (!delegation.equals(Delegation.UNKNOWN)) {
            Duration left = Duration.between(at, delegation.until());
            facts.put(Fact.PROXY_TYPE, List.of(delegation.kind().word()));
            facts.put(Fact.PROXY_DEPTH, List.of(Integer.toString(delegation.proxies())));
            facts.put(Fact.SECONDS_LEFT, seconds(left.isNegative() ? Duration.ZERO : left));
        }
    }

    private static List<String> seconds(Duration time) {
        return List.of(Long.toString(time.toSeconds()));
    }

    private static void putIssuers(Map<Fact, List<String>> facts, Issuers issuers) {
        facts.put(Fact.SUBJECT_CA, issuers.authority());
        facts.put(Fact.SUBJECT_CHAIN_ISSUER, issuers.all());
    }

    private static void putPilotWork(Map<Fact, List<String>> facts, PilotWork work) {
        facts.put(Fact.MUPJ, truth(work.isMultiUser()));
        facts.put(Fact.MUPJ_APPROVAL, List.of(work.approval().word()));
        facts.put(Fact.PILOT_ROLE_HELD, truth(work.pilotRoleHeld()));
        facts.put(Fact.PILOT_OWNER, List.of(work.ownerStanding()));
        facts.put(Fact.SAME_VO, List.of(sameVo(work.payloadVo(), work.pilotVo())));
        facts.put(Fact.PAYLOAD_IS_PILOT, truth(work.isPayloadThePilot()));
        facts.put(Fact.ROLE_RESERVED, truth(work.isRoleReserved()));
        facts.put(Fact.PAYLOAD, List.of(work.isUnattributed() ? "absent" : "present"));
        facts.put(Fact.VOUCHING, List.of(work.vouching().word()));
    }

    private static void putRegime(Map<Fact, List<String>> facts, PilotWork work) {
        facts.put(Fact.REGIME, List.of(work.regime().id()));
        facts.put(Fact.APPROVAL_REQUIRED, truth(work.isApprovalRequired()));
        facts.put(Fact.IDENTITY_SWITCH, List.of(work.identitySwitch().word()));
        facts.put(Fact.FRAMEWORK, List.of(work.frameworkStanding()));
        boolean reliable = new StaleRecords(work).files().isEmpty();
        facts.put(Fact.SITE_DATA, List.of(reliable ? "current" : "stale"));
    }

    private static List<String> truth(boolean value) {
        return value ? TRUE : FALSE;
    }

    private static String sameVo(Optional<VoName> payload, Optional<VoName> pilot) {
        if (payload.isEmpty() || pilot.isEmpty()) {
            return "unknown";
        }
        return payload.equals(pilot) ? "same" : "different";
    }

    private static <T> List<String> sorted(Collection<T> values, Function<T, String> text) {
        List<String> texts = texts(values, text);
        Collections.sort(texts);
        return texts;
    }

    private static <T> List<String> texts(Collection<T> values, Function<T, String> text) {
        List<String> texts = new ArrayList<>(values.size());
        for (T value : values) {
            texts.add(text.apply(value));
        }
        return texts;
    }
}
