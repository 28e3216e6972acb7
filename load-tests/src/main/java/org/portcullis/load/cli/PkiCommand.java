package org.portcullis.load.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.portcullis.load.quickstart.Quickstart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb that writes a throw-away PKI. */
@Command(
        name = "pki",
        description = "Writes a throw-away grid PKI: an authority, a server, a PEP, users with VOMS proxies.",
        footerHeading = "%nExample:%n",
        footer = "  portcullis-load pki --dir build/pki --profile quickstart")
final class PkiCommand implements Callable<Integer> {
    /** The worlds there are. */
    enum Profile {
        QUICKSTART;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dir", required = true, description = "where to write, made if missing")
    private Path directory = Path.of("");

    @Option(names = "--profile", description = "what to write: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Profile profile = Profile.QUICKSTART;

    @Override
    public Integer call() {
        boolean written = switch (profile) {
            case QUICKSTART -> new Quickstart(directory, InstantSource.system()).write();
        };
        String sentence = written
                ? "wrote the %s PKI to %s, its proxies are valid for 12 hours%n"
                : "kept the %s PKI in %s, it is valid for 6 hours or more%n";
        spec.commandLine().getOut().printf(Locale.ROOT, sentence, profile, directory);
        return 0;
    }
}
