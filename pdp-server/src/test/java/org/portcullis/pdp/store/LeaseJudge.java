package org.portcullis.pdp.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.mapping.Lease;

/** What clients saw of a store, and the verdict of the lease oracle on it. Thread-safe. */
final class LeaseJudge {
    private static final Path ORACLE =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "lease_oracle.py");

    private final Path directory;
    private final List<String> answers = new ArrayList<>();

    LeaseJudge(Path directory) {
        assumeTrue(Files.isReadable(ORACLE), "SKIPPED: no lease oracle beside this repository");
        this.directory = directory;
    }

    /** A client asked for this name and was given that account: {@code -} none, {@code ?} no answer. */
    synchronized void saw(String name, String account) {
        boolean denied = account.equals("-");
        answers.add("{\"t0\":%1$d,\"t1\":%1$d,\"key\":\"%2$s\",\"account\":%3$s,\"decision\":\"%4$s\"}"
                .formatted(
                        answers.size(),
                        Leases.key(name).dn(),
                        denied ? "null" : "\"" + account + "\"",
                        denied ? "Deny" : "Permit"));
    }

    /** What the oracle has against what was seen, now that these are the leases; empty if nothing. */
    synchronized String verdict(List<Lease> leases, int pool) throws IOException, InterruptedException {
        List<String> held = leases.stream()
                .map(lease -> "{\"key\":\"%s\",\"account\":\"%s\"}"
                        .formatted(lease.key().dn(), lease.account()))
                .toList();
        Process oracle = new ProcessBuilder(
                        "python3",
                        ORACLE.toString(),
                        Files.write(directory.resolve("acks.jsonl"), answers).toString(),
                        Files.write(directory.resolve("final.jsonl"), held).toString(),
                        Files.write(directory.resolve("pool.txt"), Leases.pool(pool))
                                .toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(oracle.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(text);
        return oracle.waitFor() == 0 ? "" : text;
    }
}
