package org.portcullis.load.bench;

import java.time.InstantSource;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.portcullis.load.run.ClosedLoopDriver;
import org.portcullis.load.run.Driver;
import org.portcullis.load.run.LoadPlan;
import org.portcullis.load.run.OpenLoopDriver;
import org.portcullis.load.run.Target;
import org.portcullis.load.run.Workload;

/** A server, whoever asks it, and what is asked; {@code tls} gives a new context at each call. */
public record Rig(Target target, Supplier<SSLContext> tls, Workload workload, InstantSource clock) {
    Driver driver(LoadPlan plan, boolean closed) {
        return closed
                ? new ClosedLoopDriver(target, tls, plan, workload, clock)
                : new OpenLoopDriver(target, tls, plan, workload, clock);
    }
}
