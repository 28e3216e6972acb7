package org.portcullis.pdp.cli.remote;

import java.util.function.Function;
import org.portcullis.pdp.cli.OutputOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands on proposals have in common: which server, and how the answer is written. */
final class ProposalOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private AdminOptions admin;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Asks, and writes the answer as it came or in words; the exit code. */
    int told(AdminPort.Call call, Function<FlatJson, String> words) {
        if (!admin.isGiven()) {
            throw new ParameterException(spec.commandLine(), "proposals wait at a server: name it with --server");
        }
        AdminReply reply = admin.port().send(call);
        if (!reply.isGood()) {
            return reply.refusal(spec.commandLine().getErr());
        }
        String text = output.isJson() ? reply.body().strip() : words.apply(reply.json());
        if (!text.isEmpty()) {
            spec.commandLine().getOut().println(text);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
