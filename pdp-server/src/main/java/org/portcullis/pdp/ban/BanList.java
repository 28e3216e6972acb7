package org.portcullis.pdp.ban;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.pdp.ban.Ban.BannedDn;
import org.portcullis.pdp.ban.Ban.BannedVo;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ReasonCode;
import org.portcullis.profile.VoName;

/** All bans in force, indexed so that their number costs a decision nothing. Immutable. */
public final class BanList {
    private final Map<String, Ban> byWidestDn = new HashMap<>();
    private final Map<String, Ban> byVo = new HashMap<>();

    /** Indexes the bans. */
    public BanList(List<Ban> bans) {
        for (Ban ban : bans) {
            if (ban instanceof BannedDn banned) {
                byWidestDn.put(banned.dn().widest(), ban);
            } else if (ban instanceof BannedVo banned) {
                byVo.put(fold(banned.vo()), ban);
            }
        }
    }

    /** How many different bans there are. */
    public int size() {
        return byWidestDn.size() + byVo.size();
    }

    /** The first ban that hits the request: the subject, then its pilot, then the VO of either. */
    public Optional<BanHit> hit(AuthzRequest request) {
        Optional<Pilot> pilot = request.pilotJob().pilot();
        return hit(request.subject().dn(), ReasonCode.BANNED_SUBJECT)
                .or(() -> pilot.flatMap(owner -> hit(owner.dn(), ReasonCode.BANNED_PILOT_OWNER)))
                .or(() -> hit(request.subject().allVos()))
                .or(() -> pilot.flatMap(owner -> hit(owner.allVos())));
    }

    private Optional<BanHit> hit(Dn dn, ReasonCode reason) {
        return Stream.of(dn, dn.withoutProxyNames())
                .distinct()
                .map(name -> byWidestDn.get(name.widest()))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(ban -> new BanHit(ban, reason));
    }

    private Optional<BanHit> hit(Set<VoName> vos) {
        return vos.stream()
                .map(vo -> byVo.get(fold(vo)))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(ban -> new BanHit(ban, ReasonCode.BANNED_VO));
    }

    private static String fold(VoName vo) {
        return vo.value().toLowerCase(Locale.ROOT);
    }
}
