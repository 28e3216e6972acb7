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
    private final boolean brought;
    private final boolean submitted;
    private final boolean interim;
    private final boolean unable;

    private NaiveJudge(AuthzRequest request, Circumstances circumstances) {
        this.request = request;
        this.circumstances = circumstances;
        this.subject = request.subject();
        Optional<Pilot> pilot = request.pilotJob().pilot();
        this.brought = pilot.isPresent() && !pilot.get().dn().equals(subject.dn());
        this.submitted = action().equals("queue") && holdsPilotRole(subject.fqans());
        this.interim = isWithin("2009-11-24T00:00:00Z", "2010-03-01T00:00:00Z");
        this.unable = brought && (cannotSwitch() || isTestNode());
    }

    static Evaluation judge(AuthzRequest request, Circumstances circumstances) {
        return new NaiveJudge(request, circumstances).judge();
    }

    private Evaluation judge() {
        String payloadVo = vo(subject.fqans(), subject.vos());
        addProxyReasons();
        reasonIf(!payloadVo.isEmpty() && !SERVED.contains(payloadVo), "vo-not-supported");
        if (brought) {
            Pilot pilot = request.pilotJob().pilot().orElseThrow();
            String pilotVo = vo(pilot.fqans(), pilot.vos());
            addPilotReasons(pilot.dn().value(), pilotVo, holdsPilotRole(pilot.fqans()));
            addVoReasons(payloadVo, pilotVo);
            reasonIf(hasReservedRole(), "role-not-via-pilot");
            addSwitchReasons(pilotVo);
        } else {
            if (submitted) {
                addPilotReasons(subject.dn().value(), payloadVo, true);
            }
            addVoReasons(payloadVo, payloadVo);
            boolean again = request.pilotJob().pilot().isPresent() && holdsPilotRole(subject.fqans());
            reasonIf(again && action().equals("execute-now"), "payload-is-pilot");
            reasonIf(submitted && interim && !isTraceable(payloadVo), "framework-not-attested");
        }
        reasonIf(!PLACES.contains(request.resource().type().word() + " " + action()), "no-policy");
        return reasons.isEmpty() ? permitted() : denied();
    }

    private void addProxyReasons() {
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

    private void addSwitchReasons(String pilotVo) {
        boolean mustSwitch = !interim && (cannotSwitch() || !isWithin("1970-01-01T00:00:00Z", "2009-12-21T00:00:00Z"));
        reasonIf(unable && mustSwitch, "identity-switch-required");
        boolean waived = unable && !mustSwitch;
        reasonIf((interim || waived) && !isTraceable(pilotVo), "framework-not-attested");
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
        String shared = unable ? "permitted/R24-under-the-pilots-account" : "permitted/R23-multi-user-pilot";
        String rule = brought || submitted ? shared : "permitted/R29-own-work";
        return new Evaluation(new Decision.Permit(List.of()), rule, List.of(), terms());
    }

    private Evaluation denied() {
        List<ReasonCode> codes = reasons.stream().map(ReasonCode::new).toList();
        String rule = RULES.get(reasons.get(0)) + reasons.get(0);
        return new Evaluation(new Decision.Deny(codes.get(0)), rule, codes, terms());
    }

    private Terms terms() {
        boolean waived = unable && !reasons.contains("identity-switch-required");
        boolean atRiskOfTheVo = waived || (submitted && interim);
        return new Terms(
                interim ? "interim-2009" : "jspg",
                atRiskOfTheVo ? Terms.Responsible.PILOT_OWNER_AND_VO : Terms.Responsible.USER,
                waived ? Terms.Mapped.PILOT : Terms.Mapped.PAYLOAD);
    }
}
