package org.portcullis.load.bench;

/**
 * The server beside a bare TLS server in another process, both asked the same by the same generator as fast as they
 * answer (closed loop), for as long.
 */
public record ControlRatio(Side server, Side control) {
    /** Answers for each second, processor microseconds for each request (0 if not known), and errors. */
    public record Side(double perSecond, double cpuMicros, long errors) {}

    /** Which part of the control's throughput the server reaches. */
    public double throughput() {
        return control.perSecond() > 0 ? server.perSecond() / control.perSecond() : 0;
    }

    /** How often the control's processor time the server needs for a request; 0 if not known. */
    public double cpu() {
        return control.cpuMicros() > 0 ? server.cpuMicros() / control.cpuMicros() : 0;
    }
}
