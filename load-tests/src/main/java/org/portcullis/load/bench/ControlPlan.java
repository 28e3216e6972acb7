package org.portcullis.load.bench;

import java.nio.file.Path;
import java.time.Duration;

/** Which host certificate the bare server shows, whom it trusts, and for how long each side is asked. */
public record ControlPlan(Path certificate, Path key, Path authorities, Duration each) {}
