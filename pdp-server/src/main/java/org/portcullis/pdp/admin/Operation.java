package org.portcullis.pdp.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.pdp.config.AdminList.Role;

/** Everything that can be done on the admin port: how it is asked for, and by whom. The contract has the same list. */
enum Operation {
    CONTRACT("GET", "/openapi.yaml", Role.MONITOR),
    DOCS("GET", "/docs", Role.MONITOR),
    STATUS("GET", "/v1/status", Role.MONITOR),
    LIST_BANS("GET", "/v1/bans", Role.MONITOR),
    ADD_BAN("POST", "/v1/bans", Role.BANNER),
    SHOW_BAN("GET", "/v1/bans/{id}", Role.MONITOR),
    LIFT_BAN("DELETE", "/v1/bans/{id}", Role.ADMIN),
    EXTEND_BAN("POST", "/v1/bans/{id}/extend", Role.ADMIN),
    LIST_DECISIONS("GET", "/v1/decisions", Role.MONITOR),
    SHOW_DECISION("GET", "/v1/decisions/{id}", Role.MONITOR),
    LIST_LEASES("GET", "/v1/leases", Role.MONITOR),
    SHOW_LEASE("GET", "/v1/leases/{id}", Role.MONITOR),
    RELEASE_LEASE("POST", "/v1/leases/{id}/release", Role.MAPPER),
    FREEZE_LEASE("POST", "/v1/leases/{id}/freeze", Role.MAPPER),
    THAW_LEASE("POST", "/v1/leases/{id}/thaw", Role.MAPPER),
    LIST_PACKS("GET", "/v1/packs", Role.MONITOR),
    ACTIVATE_PACK("POST", "/v1/packs/{id}/activate", Role.POLICY),
    ROLL_BACK_PACK("POST", "/v1/packs/{id}/rollback", Role.POLICY),
    LIST_ROLLOUTS("GET", "/v1/rollouts", Role.MONITOR),
    LIST_PROPOSALS("GET", "/v1/proposals", Role.MONITOR),
    CONFIRM_PROPOSAL("POST", "/v1/proposals/{id}/confirm", Role.MONITOR),
    WITHDRAW_PROPOSAL("DELETE", "/v1/proposals/{id}", Role.MONITOR);

    private static final String ID = "{id}";

    private final String method;
    private final String template;
    private final Role least;

    Operation(String method, String template, Role least) {
        this.method = method;
        this.template = template;
        this.least = least;
    }

    String method() {
        return method;
    }

    /** The path, with {@code {id}} where an id stands. */
    String template() {
        return template;
    }

    /** Who may ask for it; confirming takes what the confirmed operation takes, beside this. */
    Role least() {
        return least;
    }

    /** As logs and proposals name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the path has in the place of the id, if it is a path of this operation; nothing stands for no id. */
    Optional<String> match(String path) {
        List<String> wanted = Arrays.asList(template.split("/", -1));
        List<String> given = Arrays.asList(path.split("/", -1));
        String id = "";
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < given.size(); i++) {
            if (wanted.get(i).equals(ID) && !given.get(i).isEmpty()) {
                id = given.get(i);
            } else if (!wanted.get(i).equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(id);
    }
}
