package org.portcullis.load.run;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.run.EchoServer.Reply;

/** A throw-away PKI with a host that echoes and a PEP that asks it. */
public record EchoWorld(GridPki pki, Identity host, MutualTls pep) {
    static final Duration SECOND = Duration.ofSeconds(1);

    /** Longer than any answer takes. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Makes it in a directory. */
    public static EchoWorld in(Path directory) {
        GridPki pki = GridPki.create(directory, InstantSource.system());
        Identity pep = pki.host("pep1.example.org");
        return new EchoWorld(
                pki,
                pki.host("pdp1.example.org"),
                MutualTls.of(pep, List.of(pki.authority().certificate())));
    }

    /** The host, answering so. */
    public EchoServer serve(IntFunction<Reply> replies) throws GeneralSecurityException, IOException {
        return EchoServer.start(host, replies);
    }

    OpenLoopDriver driver(String url, LoadPlan plan, Workload workload) {
        return new OpenLoopDriver(Target.parse(url), pep::context, plan, workload, InstantSource.system());
    }
}
