package org.portcullis.policy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.policy.facts.Circumstances;
import org.portcullis.policy.facts.Terms;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/** The rules of the mupj pack and its example data a second time, in plain Java, to be compared with the pack. */
final class NaiveJudge {
    private static final Set<String> SERVED = Set.of("atlas", "cms", "lhcb", "biomed", "ops", "vo.example.org");
    private static final Set<String> PLACES =
            Set.of("wn execute-now", "ce queue", "ce execute-now", "se access", "unspecified access");
    private static final Set<String> OWNERS = Set.of("PA1 atlas", "PA2 atlas", "PC1 cms", "PL1 lhcb", "PO1 ops");
    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("limited-proxy", "credential/R20-"),
            Map.entry("proxy-too-long", "credential/R21-"),
            Map.entry("ac-too-long", "credential/R21-"),
            Map.entry("scope-insufficient", "credential/R31-"),
            Map.entry("payload-identity-missing", "payload-identity/R15-"),
            Map.entry("vouching-not-allowed", "payload/R30-"),
            Map.entry("vo-not-supported", "vo-support/R11-"),
            Map.entry("site-approval-missing", "site-approval/R12-"),
            Map.entry("site-approval-expired", "site-approval/R12-"),
            Map.entry("site-approval-suspended", "site-approval/R12-"),
            Map.entry("pilot-role-missing", "pilot-role/R13-"),
            Map.entry("pilot-owner-not-registered", "pilot-role/R14-"),
            Map.entry("vo-mismatch", "same-vo/R16-"),
            Map.entry("vo-unknown", "same-vo/R16-"),
            Map.entry("payload-is-pilot", "payload/R17-"),
            Map.entry("role-not-via-pilot", "payload/R18-"),
            Map.entry("identity-switch-required", "identity-switch/R19-"),
            Map.entry("framework-not-attested", "framework/R22-"),
            Map.entry("no-policy", "default/R0-"));

    private final List<String> reasons = new ArrayList<>();
    private final AuthzRequest request;
    private final Circumstances circumstances;
    private final Subject subject;
    private final boolean silent;
    private final boolean brought;
    private final boolean vouched;
    private final boolean madeUp;
    private final boolean submitted;
    private final boolean interim;
    private final String identitySwitch;

    private NaiveJudge(AuthzRequest request, Circumstances circumstances) {
        this.request = request;
        this.circumstances = circumstances;
        this.subject = request.subject();
        String dn = subject.dn().value();
        String pilot = request.pilotJob().pilot().map(p -> p.dn().value()).orElse(dn);
        this.silent = request.pilotJob() instanceof PilotJob.Unattributed;
        this.brought = silent || !pilot.equals(dn);
        this.vouched = brought && dn.startsWith(pilot + "/");
        this.madeUp = dn.startsWith("/DC=org/DC=example/CN=PA1/");
        this.submitted = action().equals("queue") && holdsPilotRole(subject.fqans());
        this.interim = isWithin("2009-11-24T00:00:00Z", "2010-03-01T00:00:00Z");
        this.identitySwitch = identitySwitch();
    }

    static Evaluation judge(AuthzRequest request, Circumstances circumstances) {
        return new NaiveJudge(request, circumstances).judge();
    }

    private Evaluation judge() {
        Optional<Pilot> pilot = request.pilotJob().pilot().filter(other -> brought);
        String ownVo = vo(subject.fqans(), subject.vos());
        String pilotVo = pilot.map(other -> vo(other.fqans(), other.vos())).orElse(ownVo);
        boolean lent = vouched && subject.fqans().isEmpty() && subject.vos().isEmpty();
        String payloadVo = lent ? pilotVo : ownVo;
        addCredentialReasons();
        reasonIf(!payloadVo.isEmpty() && !SERVED.contains(payloadVo), "vo-not-supported");
        if (brought || submitted) {
            addPilotReasons(
                    pilot.map(Pilot::dn).orElse(subject.dn()).value(),
                    pilotVo,
                    holdsPilotRole(pilot.map(Pilot::fqans).orElse(subject.fqans())));
        }
        reasonIf(silent && !identitySwitch.equals("suspended"), "payload-identity-missing");
        addVoReasons(payloadVo, pilotVo);
        addPayloadReasons();
        reasonIf(identitySwitch.equals("required"), "identity-switch-required");
        boolean askedForFramework = ((brought || submitted) && interim) || identitySwitch.equals("excepted");
        reasonIf(askedForFramework && !isTraceable(pilotVo), "framework-not-attested");
        reasonIf(!PLACES.contains(request.resource().type().word() + " " + action()), "no-policy");
        return reasons.isEmpty() ? permitted() : denied();
    }

    private void addCredentialReasons() {
        List<X509Certificate> chain =
                subject.credential() instanceof Credential.Chain sent ? sent.certificates() : List.of();
        boolean limited = subject.credential().equals(RandomRequests.LIMITED);
        boolean longLived = chain.size() > 1
                && chain.get(0)
                        .getNotAfter()
                        .toInstant()
                        .minusSeconds(86_700)
                        .isAfter(chain.get(0).getNotBefore().toInstant());
        reasonIf(limited && action().equals("queue"), "limited-proxy");
        reasonIf(longLived, "proxy-too-long");
        reasonIf(subject.credential().traits().attributeLifetime().toSeconds() > 86_700, "ac-too-long");
        reasonIf(subject.credential() instanceof Credential.Token token && !isInScope(token), "scope-insufficient");
    }

    private boolean isInScope(Credential.Token token) {
        if (token.scopes().isEmpty() || token.scopes().equals(Set.of("openid"))) {
            return true;
        }
        return switch (action()) {
            case "queue", "execute-now" -> token.scopes().contains("compute.create");
            case "access" -> token.scopes().contains("storage.read:/");
            default -> false;
        };
    }

    private void addPayloadReasons() {
        boolean again = !brought && request.pilotJob().pilot().isPresent() && holdsPilotRole(subject.fqans());
        reasonIf(again && action().equals("execute-now"), "payload-is-pilot");
        reasonIf(brought && !silent && hasReservedRole(), "role-not-via-pilot");
        boolean mayVouch = subject.dn().value().equals("/DC=org/DC=example/CN=PA1/CN=alice")
                && vo(
                                request.pilotJob().pilot().map(Pilot::fqans).orElse(List.of()),
                                request.pilotJob().pilot().map(Pilot::vos).orElse(Set.of()))
                        .equals("atlas");
        reasonIf(vouched ? !mayVouch : madeUp, "vouching-not-allowed");
    }

    private String identitySwitch() {
        if (!brought) {
            return "not-needed";
        }
        boolean unable = cannotSwitch() || isTestNode();
        if (interim && (silent ? action().equals("execute-now") : unable)) {
            return "suspended";
        }
        if (!unable) {
            return "possible";
        }
        boolean excepted = !cannotSwitch() && isWithin("1970-01-01T00:00:00Z", "2009-12-21T00:00:00Z");
        return excepted ? "excepted" : "required";
    }

    private void addPilotReasons(String owner, String vo, boolean role) {
        String approval = approval(vo);
        reasonIf(!approval.isEmpty(), "site-approval-" + approval);
        reasonIf(!role, "pilot-role-missing");
        String name = owner.substring(owner.lastIndexOf('=') + 1);
        boolean formerOwner = name.equals("PA3") && isWithin("2009-06-01T00:00:00Z", "2009-10-01T00:00:00Z");
        reasonIf(!OWNERS.contains(name + " " + vo) && !formerOwner, "pilot-owner-not-registered");
    }

    private void addVoReasons(String payloadVo, String pilotVo) {
        boolean unknown = payloadVo.isEmpty() || pilotVo.isEmpty();
        reasonIf(unknown, "vo-unknown");
        reasonIf(!unknown && !payloadVo.equals(pilotVo), "vo-mismatch");
    }

    private boolean cannotSwitch() {
        return circumstances.pep().value().endsWith("/CN=E2")
                || request.resource().hosts().contains("wn-old.example.org");
    }

    private boolean isTestNode() {
        return request.resource().hosts().contains("WN-test.example.org");
    }

    private boolean hasReservedRole() {
        return subject.fqans().stream().anyMatch(fqan -> fqan.value().endsWith("/Role=lcgadmin"));
    }

    private boolean isTraceable(String vo) {
        return switch (vo) {
            case "atlas", "cms", "lhcb" -> isWithin("2009-11-01T00:00:00Z", "2010-11-01T00:00:00Z");
            case "ops" -> isWithin("2009-11-01T00:00:00Z", "2009-12-19T00:00:00Z");
            default -> false;
        };
    }

    private String approval(String vo) {
        boolean begun = isWithin("2009-01-01T00:00:00Z", "9999-01-01T00:00:00Z");
        boolean over = isWithin("2010-01-01T00:00:00Z", "9999-01-01T00:00:00Z");
        return switch (vo) {
            case "ops" -> "";
            case "atlas" -> begun ? "" : "missing";
            case "lhcb" -> over ? "expired" : begun ? "" : "missing";
            case "vo.example.org" -> "suspended";
            default -> "missing";
        };
    }

    private boolean isWithin(String from, String until) {
        Instant at = circumstances.at();
        return !at.isBefore(Instant.parse(from)) && at.isBefore(Instant.parse(until));
    }

    private String action() {
        return request.action().type().word();
    }

    private static String vo(List<Fqan> fqans, Set<VoName> vos) {
        if (!fqans.isEmpty()) {
            return fqans.get(0).value().split("/", -1)[1];
        }
        return vos.size() == 1 ? vos.iterator().next().value() : "";
    }

    private static boolean holdsPilotRole(List<Fqan> fqans) {
        if (fqans.isEmpty()) {
            return false;
        }
        String fqan = fqans.get(0).value();
        return fqan.endsWith("/Role=pilot")
                || (fqan.startsWith("/vo.example.org") && fqan.endsWith("/Role=production-pilot"));
    }

    private void reasonIf(boolean applies, String reason) {
        if (applies) {
            reasons.add(reason);
        }
    }

    private Evaluation permitted() {
        String shared = isWaived() ? "permitted/R24-under-the-pilots-account" : "permitted/R23-multi-user-pilot";
        String rule = brought || submitted ? shared : "permitted/R29-own-work";
        return new Evaluation(new Decision.Permit(List.of()), rule, List.of(), terms());
    }

    private boolean isWaived() {
        return identitySwitch.equals("suspended") || identitySwitch.equals("excepted");
    }

    private Evaluation denied() {
        List<ReasonCode> codes = reasons.stream().map(ReasonCode::new).toList();
        String rule = RULES.get(reasons.get(0)) + reasons.get(0);
        return new Evaluation(new Decision.Deny(codes.get(0)), rule, codes, terms());
    }

    private Terms terms() {
        boolean byRegime = identitySwitch.equals("suspended") || (submitted && interim);
        Instant end = byRegime
                ? Instant.parse("2010-03-01T00:00:00Z")
                : identitySwitch.equals("excepted") ? Instant.parse("2009-12-21T00:00:00Z") : Instant.MAX;
        boolean trusted = isWaived() || byRegime || madeUp;
        boolean byToken = subject.credential() instanceof Credential.Token && action().equals("queue");
        Terms.IdentitySource vouchedFor = madeUp ? Terms.IdentitySource.PILOT_ASSERTED : Terms.IdentitySource.PRESENTED;
        return new Terms(
                interim ? "interim-2009" : "jspg",
                byToken
                        ? Terms.Responsible.VO
                        : trusted ? Terms.Responsible.PILOT_OWNER_AND_VO : Terms.Responsible.USER,
                isWaived() ? Terms.Mapped.PILOT : Terms.Mapped.PAYLOAD,
                silent ? Terms.IdentitySource.UNATTRIBUTED : vouchedFor,
                end,
                warnings(byRegime ? "regime-ends" : "exception-ends", end));
    }

    private List<String> warnings(String word, Instant end) {
        for (int days : List.of(1, 7, 14, 30)) {
            boolean soon = end.isBefore(circumstances.at().plusSeconds(days * 86_400L + 1));
            if (soon && !end.equals(Instant.MAX)) {
                return List.of(word, word + "-within-" + days + "d");
            }
        }
        return List.of();
    }
}
