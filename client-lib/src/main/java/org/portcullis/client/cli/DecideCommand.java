package org.portcullis.client.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.AuthzUnavailableException;
import org.portcullis.client.PasswdFile;
import org.portcullis.client.PortcullisClient;
import org.portcullis.client.PortcullisClientBuilder;
import org.portcullis.client.Question;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.ResourceType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portcullis-wn decide}. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Asks whether somebody's work may run here, and as whom.",
        footer = {
            "",
            "Examples:",
            "  portcullis-wn decide -s authz1,authz2 --payload-proxy payload.pem -o env",
            "  portcullis-wn decide -s authz1 --payload-proxy payload.pem --connect-as pilot",
            "  portcullis-wn decide -s authz1 --cert hostcert.pem --key hostkey.pem \\",
            "      --dn '/DC=org/CN=Alice' --fqan /atlas/Role=pilot --resource ce --action queue",
            "",
            "Exit status: 0 Permit, 3 Deny, 4 NotApplicable, 5 Indeterminate or an obligation not met,",
            "6 no server reached, 7 not entitled to ask, 75 overloaded, 2 usage, 1 defect."
        })
final class DecideCommand implements Callable<Integer> {
    private enum ExitStyle {
        TABLE,
        PEPCLI
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private @Nullable PortcullisWn parent;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Option(names = "--resource", defaultValue = "wn", description = "wn, ce or se; ${DEFAULT-VALUE} unless given.")
    private ResourceType resource = ResourceType.WN;

    @Option(names = "--host", description = "DNS name of the resource; that of this machine unless given.")
    private String host = "";

    @Option(
            names = "--action",
            defaultValue = "execute-now",
            description = "execute-now, queue or access; ${DEFAULT-VALUE} unless given.")
    private ActionType action = ActionType.EXECUTE_NOW;

    @Option(
            names = "--sign",
            description = "Sign the question with the key of --payload-proxy, or with ours if that is not given.")
    private boolean sign;

    @Option(names = "--passwd", paramLabel = "FILE", defaultValue = "/etc/passwd", description = "Local users.")
    private Path passwd = Path.of("");

    @Option(names = "--require-local-user", description = "Refuse an account that --passwd does not list.")
    private boolean requireLocalUser;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            description = "text, json, env or pepcli; ${DEFAULT-VALUE} unless given.")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = "--exit-code",
            defaultValue = "table",
            description = "table, or pepcli for status 0 whatever the decision; ${DEFAULT-VALUE} unless given.")
    private ExitStyle exitStyle = ExitStyle.TABLE;

    @Override
    public Integer call() throws GeneralSecurityException, IOException {
        identity.objection().ifPresent(this::refuseUsage);
        Map<String, String> environment = parent == null ? System.getenv() : parent.environment();
        Caller caller = caller(environment);
        Question question = question(caller);
        PortcullisClientBuilder client =
                connection.client(caller.credential()).accountCheck(PasswdFile.read(passwd, requireLocalUser));
        if (sign) {
            client.signedBy(identity.signer(caller.credential()));
        }
        return report(question, outcome(client.build(), question));
    }

    /** What we connect with, and the pilot if there is one. */
    private record Caller(GridCredential credential, Optional<Pilot> pilot) {}

    private Caller caller(Map<String, String> environment) throws GeneralSecurityException {
        if (connection.isByProxy() && identity.payloadConnects()) {
            GridCredential payload = identity.payloadCredential();
            return new Caller(payload, identity.shownPilot(payload.chain(), connection.proxyFile(environment)));
        }
        GridCredential own = connection.credential(environment);
        return new Caller(own, identity.pilot(own.chain()));
    }

    private Question question(Caller caller) throws GeneralSecurityException {
        String here = host.isEmpty() ? localHost() : host;
        try {
            Question question = Question.of(identity.subject(caller.credential().chain()), resource, here, action);
            return caller.pilot().map(question::broughtBy).orElse(question);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("this cannot be asked: " + e.getMessage(), e);
        }
    }

    private static Outcome outcome(PortcullisClient client, Question question) {
        try {
            return Outcome.of(client.decide(question));
        } catch (AuthzUnavailableException e) {
            return Outcome.of(e);
        }
    }

    private int report(Question question, Outcome outcome) {
        var commandLine = spec.commandLine();
        if (!outcome.message().isEmpty()) {
            commandLine.getErr().println(outcome.message());
        }
        if (!outcome.isDecision()) {
            return outcome.exitCode();
        }
        commandLine.getOut().print(output.render(question, outcome));
        commandLine.getOut().flush();
        return exitStyle == ExitStyle.PEPCLI ? ExitCode.PERMIT : outcome.exitCode();
    }

    private void refuseUsage(String why) {
        throw new ParameterException(spec.commandLine(), why);
    }

    private static String localHost() throws GeneralSecurityException {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            throw new GeneralSecurityException("this machine does not know its name, say --host", e);
        }
    }
}
