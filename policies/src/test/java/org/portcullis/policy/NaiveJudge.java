package org.portcullis.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.profile.AuthzRequest;
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
    private static final Map<String, String> RULES = Map.of(
            "vo-not-supported", "vo-support/R11-",
            "site-approval-missing", "site-approval/R12-",
            "site-approval-expired", "site-approval/R12-",
            "site-approval-suspended", "site-approval/R12-",
            "pilot-role-missing", "pilot-role/R13-",
            "vo-mismatch", "same-vo/R16-",
            "vo-unknown", "same-vo/R16-",
            "no-policy", "default/R0-");

    private NaiveJudge() {}

    static Evaluation judge(AuthzRequest request, Instant at) {
        String payloadVo = vo(request.subject());
        Optional<Pilot> pilot = request.pilotJob().pilot();
        boolean brought =
                pilot.isPresent() && !pilot.get().dn().equals(request.subject().dn());
        boolean submitted = request.action().type().word().equals("queue")
                && holdsPilotRole(request.subject().fqans());
        List<String> reasons = new ArrayList<>();
        if (!payloadVo.isEmpty() && !SERVED.contains(payloadVo)) {
            reasons.add("vo-not-supported");
        }
        if (brought) {
            addPilotReasons(reasons, vo(pilot.get()), holdsPilotRole(pilot.get().fqans()), at);
            addVoReasons(reasons, payloadVo, vo(pilot.get()));
        } else {
            if (submitted) {
                addPilotReasons(reasons, payloadVo, true, at);
            }
            addVoReasons(reasons, payloadVo, payloadVo);
        }
        String place =
                request.resource().type().word() + " " + request.action().type().word();
        if (!PLACES.contains(place)) {
            reasons.add("no-policy");
        }
        return reasons.isEmpty() ? permitted(brought || submitted) : denied(reasons);
    }

    private static void addPilotReasons(List<String> reasons, String vo, boolean role, Instant at) {
        String approval = approval(vo, at);
        if (!approval.isEmpty()) {
            reasons.add("site-approval-" + approval);
        }
        if (!role) {
            reasons.add("pilot-role-missing");
        }
    }

    private static void addVoReasons(List<String> reasons, String payloadVo, String pilotVo) {
        if (payloadVo.isEmpty() || pilotVo.isEmpty()) {
            reasons.add("vo-unknown");
        } else if (!payloadVo.equals(pilotVo)) {
            reasons.add("vo-mismatch");
        }
    }

    private static String approval(String vo, Instant at) {
        boolean begun = !at.isBefore(Instant.parse("2009-01-01T00:00:00Z"));
        boolean over = !at.isBefore(Instant.parse("2010-01-01T00:00:00Z"));
        return switch (vo) {
            case "ops" -> "";
            case "atlas" -> begun ? "" : "missing";
            case "lhcb" -> over ? "expired" : begun ? "" : "missing";
            case "vo.example.org" -> "suspended";
            default -> "missing";
        };
    }

    private static String vo(Subject subject) {
        return vo(subject.fqans(), subject.vos());
    }

    private static String vo(Pilot pilot) {
        return vo(pilot.fqans(), pilot.vos());
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

    private static Evaluation permitted(boolean multiUser) {
        String rule = multiUser ? "permitted/R23-multi-user-pilot" : "permitted/R29-own-work";
        return new Evaluation(new Decision.Permit(List.of()), rule, List.of());
    }

    private static Evaluation denied(List<String> reasons) {
        List<ReasonCode> codes = reasons.stream().map(ReasonCode::new).toList();
        return new Evaluation(new Decision.Deny(codes.get(0)), RULES.get(reasons.get(0)) + reasons.get(0), codes);
    }
}
