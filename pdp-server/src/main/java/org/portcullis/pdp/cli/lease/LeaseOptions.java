package org.portcullis.pdp.cli.lease;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.LeaseStores;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.Rows;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseEvent;
import org.portcullis.pdp.mapping.LeaseRegister;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands on leases share: where the store is, and how the answer is written. */
final class LeaseOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Option(
            names = {"--output", "-o"},
            defaultValue = "table",
            description = "Form of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Rows.Form output;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    PdpConfig config() {
        return config.read();
    }

    /** The server makes the store; one made here would belong to whoever runs this command. */
    LeaseRegister open() {
        PdpConfig read = config();
        if (!LeaseStores.isThere(read)) {
            throw new ConfigException(List.of(
                    "no lease store: `" + read.storage().leases() + "`, the server makes it when it starts first"));
        }
        return LeaseStores.open(read, InstantSource.system());
    }

    Instant now() {
        return InstantSource.system().instant();
    }

    void print(List<String> columns, List<Map<String, Object>> rows) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case TABLE, CSV -> new Rows(columns, cells(columns, rows)).write(output, out, "", Map.of());
            case JSON -> out.println(rows.stream().map(JsonText::of).collect(Collectors.joining(",\n ", "[", "]")));
            case JSONL -> rows.forEach(row -> out.println(JsonText.of(row)));
        }
        out.flush();
    }

    private static List<List<String>> cells(List<String> columns, List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> columns.stream()
                        .map(column -> String.valueOf(row.getOrDefault(column, "")))
                        .toList())
                .toList();
    }

    void printEvents(List<LeaseEvent> events) {
        print(
                List.of("number", "at", "kind", "account", "pool", "group", "dn", "author", "reason"),
                events.stream().map(LeaseOptions::row).toList());
    }

    static Map<String, Object> row(HeldLease held) {
        Map<String, Object> row = row(held.lease());
        row.put("grantedAt", held.lease().grantedAt());
        row.put("lastUsedAt", held.lastUsedAt());
        row.put("state", held.frozen() ? "frozen" : "held");
        return row;
    }

    private static Map<String, Object> row(LeaseEvent event) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", event.number());
        row.put("at", event.at());
        row.put("kind", event.kind());
        row.putAll(row(event.lease()));
        row.put("author", event.author());
        row.put("reason", event.reason());
        return row;
    }

    private static Map<String, Object> row(Lease lease) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("account", lease.account());
        row.put("pool", lease.key().pool());
        row.put("dn", lease.key().dn());
        row.put("group", lease.key().primaryGroup());
        return row;
    }
}
