package org.portcullis.pdp.config;

import java.util.Map;
import java.util.Optional;
import org.portcullis.profile.Dn;

/** Who may use the admin port, by the DN of his own certificate, and as what. Nobody else may. */
public record AdminList(Map<Dn, Role> roles) {
    /** Of a site that lists no one. */
    public static final AdminList NOBODY = new AdminList(Map.of());

    /** Copies the map. */
    public AdminList {
        roles = Map.copyOf(roles);
    }

    /** What somebody may do there. */
    public enum Role {
        /** Look. */
        MONITOR,
        /** Look, and ban; taking bans back is for others. */
        BANNER,
        /** Look, and change leases. */
        MAPPER,
        /** Look, and change the pack that decides. */
        POLICY,
        /** All of it. */
        ADMIN;

        /** Whether this one may do what that one may. */
        public boolean includes(Role other) {
            return this == other || this == ADMIN || other == MONITOR;
        }
    }

    /** The role of this DN, if it has one. */
    public Optional<Role> of(Dn dn) {
        return Optional.ofNullable(roles.get(dn));
    }
}
