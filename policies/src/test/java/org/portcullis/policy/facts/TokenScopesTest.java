package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Credential;

class TokenScopesTest {
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "'', QUEUE, not-asked",
        "openid wlcg.groups:/atlas/pilots entitlements, QUEUE, not-asked",
        "eduperson_scoped_affiliation offline_access, ACCESS, not-asked",
        "compute.create, QUEUE, sufficient",
        "compute.create, EXECUTE_NOW, sufficient",
        "compute.modify compute.read compute.cancel, EXECUTE_NOW, insufficient",
        "compute.create, ACCESS, insufficient",
        "compute.create, OTHER, insufficient",
        "compute.create:/, QUEUE, insufficient",
        "storage.read:/atlas, ACCESS, sufficient",
        "storage.create, ACCESS, sufficient",
        "storage.modify:/ openid, ACCESS, sufficient",
        "storage.stage:/atlas, ACCESS, sufficient",
        "storage.poll:/, ACCESS, sufficient",
        "storage.delete:/, ACCESS, insufficient",
        "storage.read:/, QUEUE, insufficient",
        "host.auth, QUEUE, insufficient",
        "Compute.create, QUEUE, insufficient",
    })
    void capabilitiesComeBeforeGroups(String scopes, ActionType action, String standing) {
        Set<String> words = scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ", -1));
        Credential token = new Credential.Token("https://atlas.example.org/", "ann", "", "", words);

        assertThat(TokenScopes.of(token).standing(action)).isEqualTo(standing);
    }

    @Test
    void whoComesWithoutTokenIsNotAsked() {
        assertThat(TokenScopes.of(new Credential.Bare()).standing(ActionType.QUEUE))
                .isEqualTo("not-asked");
    }
}
