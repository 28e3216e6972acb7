package org.portcullis.pdp;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.portcullis.pdp.cli.Portcullis;
import picocli.CommandLine;

/** Runs {@code portcullis} commands about one configuration inside this process. */
record Shell(String configFile) {
    /** What a command left behind. */
    record Done(int code, String out, String err) {}

    Done run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Portcullis.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = Stream.concat(Stream.of(arguments), Stream.of("--config", configFile))
                .toList();
        int code = command.execute(all.toArray(String[]::new));
        return new Done(code, out.toString(), err.toString());
    }
}
