package org.portcullis.pdp.cli.policy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.portcullis.pdp.cli.Portcullis;

/** What one command did: its exit code and what it wrote. */
record Run(int exitCode, String out, String err) {
    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
