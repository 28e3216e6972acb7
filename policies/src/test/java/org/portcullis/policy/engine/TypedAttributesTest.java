package org.portcullis.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.policy.DraftPack.match;
import static org.portcullis.policy.DraftPack.rule;
import static org.portcullis.policy.DraftPack.subjectIs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.policy.DraftPack;
import org.portcullis.policy.facts.Fact;
import org.portcullis.policy.facts.Facts;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Problems;
import org.portcullis.profile.Decision;

/** The engine keeps attributes by id alone; a rule that asks for the wrong type must not blind the rules after it. */
class TypedAttributesTest {
    private static final String DN = Fact.SUBJECT_DN.uri();
    private static final Facts ANN = new Facts(Map.of(Fact.SUBJECT_DN, List.of("/CN=ann")));

    @TempDir
    private Path directory;

    @Test
    void aRuleThatAsksForTheWrongTypeIsRefusedAtLoad() throws IOException {
        Problems problems = new Problems();

        XacmlEngine.read(List.of(policy()), new PolicyOutline(), problems);

        assertThat(problems.lines())
                .containsExactly("policy/ban.xml:3:423: `urn:portcullis:subject:dn` has the data type"
                        + " http://www.w3.org/2001/XMLSchema#string");
    }

    @Test
    void evenIfItWereNotRefusedTheBanAfterItWouldFire() throws IOException {
        PolicyOutline outline = new PolicyOutline();
        Map<String, Object> policies = XacmlEngine.read(List.of(policy()), outline, new Problems());

        Verdict verdict = XacmlEngine.assemble(policies, outline, "ban", new Problems())
                .orElseThrow()
                .judge(ANN);

        assertThat(verdict.decision()).isInstanceOf(Decision.Deny.class);
        assertThat(verdict.rules()).extracting(MatchedRule::name).containsExactly("ban/ann");
    }

    private PackFile policy() throws IOException {
        DraftPack.in(directory)
                .rules(
                        "ban",
                        rule("typo", "Deny", match(DN, "anyURI", "/CN=zoe", false)),
                        rule("everyone", "Permit"),
                        rule("ann", "Deny", subjectIs(DN, "/CN=ann")));
        return new PackFile("policy/ban.xml", Files.readString(directory.resolve("policy/ban.xml")));
    }
}
