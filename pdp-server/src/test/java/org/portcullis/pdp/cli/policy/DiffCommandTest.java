package org.portcullis.pdp.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.pdp.cli.policy.TestCommandTest.PACK;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path directory;

    private Path other = Path.of("");

    @BeforeEach
    void copy() throws Exception {
        other = PackCopy.of(Path.of(PACK), directory.resolve("other"));
    }

    @Test
    void packsThatSayTheSameAreTheSame() throws Exception {
        PackCopy.replace(other.resolve("data/vos.yaml"), "vos:\n", "# a remark\nvos:\n");

        Run run = Run.of("policy", "diff", PACK, other.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("the packs say the same\n");
    }

    @Test
    void rulesAndRecordsThatDifferAreNamed() throws Exception {
        PackCopy.replace(other.resolve("policy/credential.xml"), "limited-proxy</", "no-limited-proxy</");
        PackCopy.replace(other.resolve("data/vos.yaml"), "state: pending", "state: approved");

        Run run = Run.of("policy", "diff", PACK, other.toString());
        Run json = Run.of("policy", "diff", PACK, other.toString(), "-o", "json");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEqualTo("""
                changed  rule credential/R20-limited-proxy reason
                         - limited-proxy
                         + no-limited-proxy
                changed  data/vos.yaml vos cms mupj state
                         - pending
                         + approved
                2 differences
                """);
        assertThat(json.out())
                .contains(
                        "{\"kind\":\"changed\",\"subject\":\"data/vos.yaml vos cms mupj state\",\"before\":\"pending\","
                                + "\"after\":\"approved\"}");
    }

    @Test
    void aPackThatCannotBeUsedIsAFinding() throws Exception {
        PackCopy.replace(other.resolve("data/vos.yaml"), "state: pending", "state: maybe");

        Run run = Run.of("policy", "diff", PACK, other.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("data/vos.yaml:", "`maybe` is none of");
        assertThat(run.out()).isEmpty();
    }
}
