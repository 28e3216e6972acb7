package org.portcullis.pdp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis version}. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the release.")
final class VersionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println("portcullis " + ReleaseVersion.text());
    }
}
