package org.portcullis.pdp.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.portcullis.pdp.config.Values;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.Pool;

/** {@code /v1/leases}: who holds which pool account. */
public record LeasePages(LeaseRegister leases) {
    private static final String POOL = "pool";
    private static final String FROZEN = "frozen";

    Map<Operation, Page> pages() {
        return Map.of(Operation.LIST_LEASES, this::list);
    }

    private AdminAnswer list(Visit visit) {
        Visit.Asked asked = visit.asked(POOL, FROZEN, Cut.LIMIT, Cut.CURSOR);
        String pool = asked.value(POOL, "", text -> new Pool(text).prefix());
        boolean frozen = asked.value(FROZEN, false, Values::yesOrNo);
        Cut cut = Cut.of(asked);
        Stream<HeldLease> shown = leases.held().stream()
                .filter(held -> !frozen || held.frozen())
                .filter(held ->
                        pool.isEmpty() || held.lease().key().pool().prefix().equals(pool));
        return AdminAnswer.json(
                200, cut.of("leases", shown, held -> held.lease().account(), LeasePages::fields));
    }

    /** A lease as this port shows it. */
    static Map<String, Object> fields(HeldLease held) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("account", held.lease().account());
        fields.put("pool", held.lease().key().pool().prefix());
        fields.put("dn", held.lease().key().dn().value());
        fields.put("group", held.lease().key().primaryGroup());
        fields.put("grantedAt", held.lease().grantedAt().toString());
        fields.put("lastUsedAt", held.lastUsedAt().toString());
        fields.put("state", held.frozen() ? "frozen" : "held");
        return fields;
    }
}
