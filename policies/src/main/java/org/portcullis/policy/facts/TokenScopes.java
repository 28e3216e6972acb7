package org.portcullis.policy.facts;

import java.util.Set;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Credential;

/** What the scopes of a token allow (WLCG Common JWT Profile); a token without capabilities leaves it to its groups. */
record TokenScopes(Set<String> scopes) {
    private static final Set<String> STORAGE =
            Set.of("storage.read", "storage.create", "storage.modify", "storage.stage", "storage.poll");

    /** Scopes that ask for what a token says, and allow nothing. */
    private static final Set<String> IDENTITY = Set.of(
            "openid", "offline_access", "profile", "email", "phone", "address", "wlcg", "wlcg.groups", "entitlements");

    /** Of a subject that came without a token: none. */
    static TokenScopes of(Credential credential) {
        return new TokenScopes(credential instanceof Credential.Token token ? token.scopes() : Set.of());
    }

    /** {@code sufficient}, {@code insufficient}, or {@code not-asked} where no scope allows anything. */
    String standing(ActionType action) {
        if (scopes.isEmpty() || scopes.stream().allMatch(TokenScopes::isOfIdentity)) {
            return "not-asked";
        }
        boolean allowed = switch (action) {
            case QUEUE, EXECUTE_NOW -> scopes.contains("compute.create");
            case ACCESS -> scopes.stream().map(TokenScopes::withoutPath).anyMatch(STORAGE::contains);
            case OTHER -> false;
        };
        return allowed ? "sufficient" : "insufficient";
    }

    private static boolean isOfIdentity(String scope) {
        return IDENTITY.contains(withoutPath(scope)) || scope.startsWith("eduperson_");
    }

    /** Which paths a scope is for is the storage's own business. */
    private static String withoutPath(String scope) {
        int colon = scope.indexOf(':');
        return colon < 0 ? scope : scope.substring(0, colon);
    }
}
