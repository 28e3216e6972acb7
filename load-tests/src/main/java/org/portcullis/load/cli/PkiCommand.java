package org.portcullis.load.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.portcullis.load.crowd.CrowdWorld;
import org.portcullis.load.quickstart.Quickstart;
import org.portcullis.profile.VoName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb that writes a throw-away PKI. */
@Command(
        name = "pki",
        description = "Writes a throw-away grid PKI: an authority, a server, a PEP, users with VOMS proxies.",
        footerHeading = "%nExample:%n",
        footer = {
            "  portcullis-load pki --dir build/pki --profile quickstart",
            "  portcullis-load pki --dir build/crowd --profile crowd --users 5000 --vo atlas,cms,mayhem"
        })
final class PkiCommand implements Callable<Integer> {
    /** The worlds there are. */
    enum Profile {
        QUICKSTART,
        CROWD;

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

    @Option(names = "--users", description = "of a crowd: users of each VO (default: ${DEFAULT-VALUE})")
    private int users = 1000;

    @Option(names = "--vo", split = ",", description = "of a crowd: its VOs (default: atlas,cms,mayhem)")
    private List<String> vos = List.of("atlas", "cms", "mayhem");

    @Override
    public Integer call() {
        boolean written = switch (profile) {
            case QUICKSTART -> new Quickstart(directory, InstantSource.system()).write();
            case CROWD ->
                new CrowdWorld(directory).write(vos.stream().map(VoName::new).toList(), users, InstantSource.system());
        };
        String sentence = written
                ? "wrote the %s PKI to %s, its proxies are valid for 12 hours%n"
                : "kept the %s PKI in %s, it is valid for hours%n";
        spec.commandLine().getOut().printf(Locale.ROOT, sentence, profile, directory);
        return 0;
    }
}
