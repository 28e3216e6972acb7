package org.portcullis.load.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.portcullis.load.echo.EchoProcess;
import org.portcullis.load.run.LoadPlan;
import org.portcullis.load.run.Shot;
import org.portcullis.load.run.Target;

/** Asks the server and a bare TLS server the same, one after the other, each as fast as it answers. */
final class EchoControl {
    private final Rig rig;
    private final LoadPlan plan;
    private final Wishes wishes;

    EchoControl(Rig rig, LoadPlan plan, Wishes wishes) {
        this.rig = rig;
        this.plan = plan;
        this.wishes = wishes;
    }

    ControlRatio compare(ControlPlan control, long answerBytes) throws IOException, InterruptedException {
        ControlRatio.Side server = ceiling(rig, control, wishes.server());
        EchoProcess.Setup setup =
                new EchoProcess.Setup(control.certificate(), control.key(), control.authorities(), answerBytes);
        try (EchoProcess echo = EchoProcess.start(setup)) {
            Rig bare = new Rig(
                    new Target("127.0.0.1", echo.port(), "/"),
                    rig.tls(),
                    index -> Shot.of(rig.workload().shot(index).message()),
                    rig.clock());
            return new ControlRatio(server, ceiling(bare, control, ProcessCpu.of(echo.pid())));
        }
    }

    private ControlRatio.Side ceiling(Rig side, ControlPlan control, @Nullable ProcessCpu process)
            throws InterruptedException {
        Wishes closed = new Wishes(true, Slo.NONE, process, List.of(), null, null);
        LoadPlan each = new LoadPlan(
                plan.requestsPerSecond(),
                control.each(),
                plan.connections(),
                plan.mode(),
                plan.timeout(),
                plan.warmUp());
        Summary found = new Measurement(side, each, closed, new TreeMap<>())
                .take(OutputStream.nullOutputStream(), second -> {});
        return new ControlRatio.Side(found.donePerSecond(), found.serverCpuMicros(), found.failed());
    }
}
