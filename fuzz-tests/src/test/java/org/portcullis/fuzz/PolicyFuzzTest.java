package org.portcullis.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.portcullis.policy.PackException;
import org.portcullis.policy.PackLoader;
import org.portcullis.policy.PolicyPack;

/** Policy packs: used whole, or refused with every problem on a line of its own. */
class PolicyFuzzTest {
    private static final Pattern ID = Pattern.compile("Policy(?:Set)?Id=\"([A-Za-z0-9:./-]+)\"");
    private static final byte[] POLICY = """
            <Policy xmlns="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="p" Version="1.0"
                RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides">
              <Target/>
              <Rule RuleId="r" Effect="Deny"/>
            </Policy>
            """.getBytes(UTF_8);
    private static final Map<String, String> DATA = Map.of(
            "data/vos.yaml", "vos:\n  atlas:\n    supported: true\n",
            "data/owners.yaml", "enabled: false\nowners: {}\n",
            "data/frameworks.yaml", "frameworks: {}\n",
            "data/regimes.yaml", "regimes: []\n",
            "data/peps.yaml", "peps: []\n",
            "data/roles.yaml", "payload-is-pilot: allow\n",
            "data/proxies.yaml", "leaf-lifetime: 24h\nfirst-lifetime: 14d\n");

    /** The first pack of a process loads the engine, which is not what is measured. */
    @BeforeAll
    static void loadEngine() throws IOException {
        write(manifest("p").getBytes(UTF_8), POLICY, DATA);
        PackLoader.load(Scratch.directory("pack"));
    }

    @FuzzTest
    void policyFile(byte[] bytes) throws IOException {
        Matcher id = ID.matcher(Input.text(bytes));

        load(manifest(id.find() ? id.group(1) : "p").getBytes(UTF_8), bytes, DATA);
    }

    @FuzzTest
    void packManifest(byte[] bytes) throws IOException {
        load(bytes, POLICY, DATA);
    }

    /** Every data file at once; each refuses what is not its own. */
    @FuzzTest
    void packData(byte[] bytes) throws IOException {
        for (String name : DATA.keySet()) {
            load(manifest("p").getBytes(UTF_8), POLICY, DATA);
            Scratch.file("pack/" + name, bytes);
            requirePackOrProblems(Scratch.directory("pack"));
        }
    }

    private static String manifest(String root) {
        return "name: fuzz\nversion: 1.0\nroot: " + root + "\npolicies:\n  - policy/p.xml\n";
    }

    private static void load(byte[] manifest, byte[] policy, Map<String, String> data) throws IOException {
        write(manifest, policy, data);
        requirePackOrProblems(Scratch.directory("pack"));
    }

    private static void write(byte[] manifest, byte[] policy, Map<String, String> data) throws IOException {
        for (Map.Entry<String, String> file : data.entrySet()) {
            Scratch.file("pack/" + file.getKey(), file.getValue());
        }
        Scratch.file("pack/policy/p.xml", policy);
        Scratch.file("pack/pack.yaml", manifest);
    }

    private static void requirePackOrProblems(Path pack) {
        Attempt<PolicyPack, PackException> read = Attempt.at(PackException.class, () -> PackLoader.load(pack));

        read.refusal()
                .ifPresent(refused -> assertThat(refused.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem).isNotBlank().doesNotContainPattern("\\p{Cntrl}")));
    }
}
