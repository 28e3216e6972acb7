package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.quickstart.Quickstart;

/** The catalogue of hostile inputs, sent by its own runner, against a started server. */
class HostileInputsTest {
    /** XML, SOAP, SAML (unsigned), attributes, names, and work of another VO: what any caller may send. */
    private static final String GROUPS = "^([XSMADLQ]|E04)";

    /** What a worker node is refused. */
    private static final String OF_A_WORKER_NODE = "^E0[35]";

    private static final Path RUNNER =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "run_badinputs.py");

    @TempDir
    private Path directory;

    @Test
    void everyPayloadGetsTheAnswerOfTheContractAndNeverAPermit() throws Exception {
        assumeTrue(Files.isReadable(RUNNER), "SKIPPED: no catalogue of hostile inputs beside this repository");
        new Quickstart(directory.resolve("world"), InstantSource.system()).write();
        TestSite site = TestSite.in(directory.resolve("site")).useHostAndAuthoritiesOf(directory.resolve("world"));

        String report;
        String ofWorkerNode;
        try (PdpServer server = site.start()) {
            report = run(server.port(), "pep", GROUPS);
            ofWorkerNode = run(server.port(), "wn", OF_A_WORKER_NODE);
        }

        assertThat(report)
                .contains("control M00: PERMIT")
                .containsPattern(
                        "\\d{3} payloads, \\d+ pass, 0 fail; permits that must not be: 0; leaks: 0; ssrf: 0; slow: 0");
        assertThat(ofWorkerNode)
                .contains("control M00: PERMIT", "4 payloads, 4 pass, 0 fail; permits that must not be: 0;");
        assertThat(site.auditLines())
                .allSatisfy(line -> assertThat(line).startsWith("{\"v\":2,").endsWith("}"));
    }

    private String run(int port, String caller, String groups) throws IOException, InterruptedException {
        Path world = directory.resolve("world");
        List<String> command = new ArrayList<>(List.of("python3", RUNNER.toString()));
        command.addAll(List.of("--url", "https://127.0.0.1:" + port + "/authz", "--only", groups));
        command.addAll(List.of("--cert", world.resolve(caller + "/cert.pem").toString()));
        command.addAll(List.of("--key", world.resolve(caller + "/key.pem").toString()));
        command.addAll(List.of("--ca", world.resolve("ca.pem").toString()));
        command.addAll(List.of("--values", world.resolve("values.json").toString()));
        command.addAll(List.of("--out", directory.resolve("result.csv").toString()));
        Process runner = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(runner.getInputStream().readAllBytes(), UTF_8);
        runner.waitFor();
        return output;
    }
}
