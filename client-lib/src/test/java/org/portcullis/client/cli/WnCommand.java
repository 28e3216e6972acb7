package org.portcullis.client.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.portcullis.client.FakePdp;
import org.portcullis.client.TestPki;

/** Runs {@code portcullis-wn} in this process. */
final class WnCommand {
    private static final TestPki PKI = TestPki.shared();

    private WnCommand() {}

    /** What the command left behind. */
    record Ran(int exitCode, String out, String err) {}

    static Ran decide(FakePdp pdp, String... more) {
        String[] ours = {"--proxy", file("bob.proxy"), "--payload-proxy", file("alice.proxy")};
        return ask(pdp, with(more, ours));
    }

    static Ran ask(FakePdp pdp, String... more) {
        String[] start = {"decide", "-s", pdp.hostAndPort(), "--ca-dir", file("cas"), "--host", "wn1.example.org"};
        return run(Map.of(), with(more, start));
    }

    static Ran run(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = PortcullisWn.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    static String[] with(String[] last, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(last));
        return all.toArray(String[]::new);
    }

    static String file(String name) {
        return PKI.file(name).toString();
    }
}
