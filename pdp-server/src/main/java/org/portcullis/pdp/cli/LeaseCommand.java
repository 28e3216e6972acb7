package org.portcullis.pdp.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.store.SqliteLeaseStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis lease}: who holds which account. */
@Command(
        name = "lease",
        mixinStandardHelpOptions = true,
        description = "Shows who holds which account.",
        subcommands = LeaseCommand.ListLeases.class)
final class LeaseCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** How a list is written. */
    enum Form {
        TABLE,
        JSONL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code portcullis lease list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists every lease: account, since when, pool, primary group, DN.",
            footerHeading = "%nExample:%n",
            footer = "  portcullis lease list -o jsonl")
    static final class ListLeases implements Runnable {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private ConfigOption config;

        @Option(
                names = {"--output", "-o"},
                defaultValue = "table",
                description = "Form of the list: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init")
        private Form output;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            PrintWriter out = spec.commandLine().getOut();
            try (SqliteLeaseStore store = open(config.read().storage().leases())) {
                store.all().forEach(lease -> out.println(output == Form.JSONL ? json(lease) : row(lease)));
            }
            out.flush();
        }

        /** The server makes the store; one made here would belong to whoever runs this command. */
        private static SqliteLeaseStore open(Path file) {
            if (Files.notExists(file)) {
                throw new ConfigException(
                        List.of("no lease store: `" + file + "`, the server makes it when it starts first"));
            }
            return SqliteLeaseStore.open(file);
        }

        private static String row(Lease lease) {
            return String.format(
                    "%-16s %s  %-12s %-12s %s",
                    lease.account(),
                    lease.grantedAt(),
                    lease.key().pool(),
                    lease.key().primaryGroup(),
                    lease.key().dn());
        }

        private static String json(Lease lease) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField("account", lease.account());
                json.writeStringField("pool", lease.key().pool().toString());
                json.writeStringField("dn", lease.key().dn().value());
                json.writeStringField("group", lease.key().primaryGroup());
                json.writeStringField("grantedAt", lease.grantedAt().toString());
                json.writeEndObject();
            } catch (IOException e) {
                throw new IllegalStateException("a line could not be put into memory", e);
            }
            return text.toString();
        }
    }
}
