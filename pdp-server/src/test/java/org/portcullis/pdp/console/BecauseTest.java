package org.portcullis.pdp.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BecauseTest {
    @Test
    void aPermitNamesRulePackAndAccount() {
        assertThat(Because.of(Map.of(
                        "decision", "Permit",
                        "rule", "r1",
                        "pack.name", "mupj",
                        "pack.version", "7",
                        "obligations.0.uid", "5001",
                        "obligations.1.user", "atlas001")))
                .isEqualTo("The rule r1 of mupj 7 lets this subject in as atlas001.");
    }

    @Test
    void aDenialNamesWhatSpokeAgainstIt() {
        assertThat(Because.of(Map.of("decision", "Deny", "ban", "vo:mayhem", "reason", "banned-vo")))
                .isEqualTo("The ban vo:mayhem is in force: banned-vo. No rule was asked.");
        assertThat(Because.of(Map.of(
                        "decision", "Deny", "ban", "expired vo:x", "rule", "r2", "reason", "r", "denyReasons.0", "r")))
                .isEqualTo("The rule r2 says no: r.");
        assertThat(Because.of(Map.of("decision", "Deny", "rule", "r2", "reason", "no-account")))
                .isEqualTo("The rule r2 lets this subject in, but no account could be given: no-account.");
        assertThat(Because.of(Map.of("decision", "Deny", "reason", "credential-expired")))
                .isEqualTo(
                        "Something is wrong with the name or its proof, whatever the policy says: credential-expired.");
    }

    @Test
    void whatWasNotDecidedIsSaidSo() {
        assertThat(Because.of(Map.of("decision", "Refused", "reason", "untrusted-pep")))
                .contains("refused before");
        assertThat(Because.of(Map.of("decision", "Indeterminate", "reason", "policy-error")))
                .contains("policy-error");
        assertThat(Because.of(Map.of("decision", "NotApplicable"))).contains("No rule");
        assertThat(Because.of(Map.of())).contains("does not say");
    }
}
