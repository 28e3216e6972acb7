package org.portcullis.pdp.cli.policy;

import java.util.function.IntSupplier;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.mapping.MappingException;
import org.portcullis.policy.PackException;
import picocli.CommandLine.Model.CommandSpec;

/** What is wrong with files that a command was asked to work with: told line by line, and the exit code for it. */
final class Findings {
    private Findings() {}

    /** The exit code of that work, or of what is wrong with its files. */
    static int reported(CommandSpec spec, IntSupplier work) {
        var err = spec.commandLine().getErr();
        try {
            return work.getAsInt();
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
        } catch (PackException e) {
            e.problems().forEach(err::println);
        } catch (MappingException e) {
            e.problems().forEach(err::println);
        } catch (ServerUnreachableException e) {
            err.println(e.getMessage());
            return ExitCode.UNREACHABLE;
        }
        return ExitCode.FINDINGS;
    }
}
