package org.portcullis.pdp.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether something keeps the clock: certificates, bans and leases all go by it. */
final class ClockExamination implements Examination {
    private static final long PATIENCE_SECONDS = 3;
    private static final List<String> ASK = List.of("timedatectl", "show", "--property", "NTPSynchronized", "--value");

    @Override
    public List<Finding> of(Patient patient) {
        return List.of(
                switch (answer()) {
                    case "yes" -> Finding.ok("the clock is kept");
                    case "no" -> Finding.warn(Ailment.CLOCK, "nothing keeps the clock");
                    default -> Finding.warn(Ailment.CLOCK, "cannot tell whether anything keeps the clock");
                });
    }

    private static String answer() {
        try {
            Process asked = new ProcessBuilder(ASK)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asked.destroy();
                return "";
            }
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
