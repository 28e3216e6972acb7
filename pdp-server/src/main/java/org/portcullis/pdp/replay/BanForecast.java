package org.portcullis.pdp.replay;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.mapping.Lease;

/** What a ban would have done lately, in numbers by name. */
public final class BanForecast {
    private BanForecast() {}

    /** Of one ban, from what it would have hit and the leases that there are. */
    public static Map<String, Object> of(Ban ban, BanImpact impact, List<Lease> leases) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("decisions", impact.decisions());
        fields.put("permits", impact.permits());
        fields.put("subjects", impact.subjects().size());
        fields.put("pilots", impact.pilots().size());
        fields.put("leases", count(ban, impact, leases));
        fields.put("vos", impact.byVo());
        fields.put("hosts", impact.byHost());
        fields.put("partial", impact.partial());
        return fields;
    }

    /** Leases of those who were hit, and of the one who is named. */
    private static long count(Ban ban, BanImpact impact, List<Lease> leases) {
        Set<String> names = new HashSet<>();
        impact.subjects().forEach(dn -> names.add(dn.widest()));
        if (ban instanceof Ban.BannedDn banned) {
            names.add(banned.dn().widest());
        }
        return leases.stream()
                .filter(lease -> names.contains(lease.key().dn().widest()))
                .count();
    }
}
