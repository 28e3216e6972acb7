package org.portcullis.pdp.cli.doctor;

import java.time.Instant;
import java.time.InstantSource;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.config.PdpConfig;

/** The server that is examined, which may be running, by its configuration. */
record Patient(ConfigOption option, PdpConfig config, InstantSource clock, boolean isRunning) {
    Instant now() {
        return clock.instant();
    }
}
