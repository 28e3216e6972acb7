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

    /** What somebody may do there; whoever may do more comes later. */
    public enum Role {
        /** Look. */
        MONITOR,
        /** Look and change. */
        ADMIN;

        /** Whether this one may do what that one may. */
        public boolean includes(Role other) {
            return compareTo(other) >= 0;
        }
    }

    /** The role of this DN, if it has one. */
    public Optional<Role> of(Dn dn) {
        return Optional.ofNullable(roles.get(dn));
    }
}
