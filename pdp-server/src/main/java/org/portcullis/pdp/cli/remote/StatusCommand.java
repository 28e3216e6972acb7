package org.portcullis.pdp.cli.remote;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.cli.ExitCode;
import org.portcullis.pdp.cli.OutputOption;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.json.JsonRecord;
import org.portcullis.pdp.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portcullis status}: how a running server is, on one line. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Tells how the running server is: ready or not, what decides, bans, leases, and the other servers of",
            "cluster.health. It asks the admin port if there is one and you have a certificate to show, and else the",
            "health pages, which know less."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis status",
            "  portcullis status --server https://authz.example.org:9443 -o json",
            "",
            "Exit codes:",
            "  0   ready",
            "  3   not ready",
            "  6   no answer",
            "  7   you have no role on its admin port",
            "  78  configuration, certificate or CAs cannot be used"
        })
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ConfigOption config;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private AdminOptions admin;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (admin.isGiven()) {
            return asked(admin.port(), List.of());
        }
        PdpConfig here = config.read();
        List<Replica> replicas =
                here.policy().cluster().health().stream().map(Replica::of).toList();
        List<InetSocketAddress> listen = here.admin().listen();
        return listen.isEmpty() || !admin.hasCertificate()
                ? told(LocalHealth.read(here.health()), replicas)
                : asked(admin.client(address(listen.get(0)), itself(here)), replicas);
    }

    private static URI address(InetSocketAddress listen) {
        String host = listen.getAddress().isAnyLocalAddress() ? "localhost" : listen.getHostString();
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listen.getPort());
    }

    /** On its own machine the server is known by its certificate, whatever address it listens at. */
    private static HostnameVerifier itself(PdpConfig here) {
        try {
            X509Certificate own = CertificateChain.ofFile(here.tls().hostCert())
                    .certificates()
                    .get(0);
            return (name, session) -> {
                try {
                    return session.getPeerCertificates()[0].equals(own);
                } catch (SSLPeerUnverifiedException e) {
                    return false;
                }
            };
        } catch (GeneralSecurityException e) {
            throw new ConfigException(List.of("the server cannot be known: " + e.getMessage()));
        }
    }

    private int asked(AdminPort server, List<Replica> replicas) {
        AdminReply reply = server.send(new AdminPort.Call("GET", "/v1/status"));
        return reply.isGood()
                ? told(reply.body(), replicas)
                : reply.refusal(spec.commandLine().getErr());
    }

    private int told(String page, List<Replica> replicas) {
        StatusReport report = new StatusReport(flat(page));
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            JsonRecord server = page::strip;
            all.put("server", server);
            all.put("replicas", replicas.stream().map(Replica::fields).toList());
            out.println(JsonText.of(all));
        } else {
            out.println(report.line(InstantSource.system().instant()));
            report.problems().forEach(problem -> out.println("  " + problem));
            replicas.forEach(replica -> out.println("replica " + replica.line()));
        }
        out.flush();
        return report.isReady() ? 0 : ExitCode.FINDINGS;
    }

    private static FlatJson flat(String page) {
        try {
            return FlatJson.read(page);
        } catch (IOException e) {
            throw new UnreachableException("another kind of answer came, is this an admin port?", e);
        }
    }
}
