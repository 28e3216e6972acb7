package org.portcullis.pdp.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service manager is told of this process, if one started it and listens. It listens on a kind of socket that Java
 * cannot open, so {@code systemd-notify} speaks for us. A notice that cannot be given is logged and changes nothing.
 */
final class ServiceNotice {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotice.class);

    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final int LONGEST_SECONDS = 5;

    private final Optional<String> socket;

    /** The environment of this process says where the service manager listens. */
    ServiceNotice(Map<String, String> environment) {
        socket = Optional.ofNullable(environment.get(SOCKET));
    }

    /** The server answers. */
    void ready(String status) {
        socket.ifPresent(where -> tell(where, "READY=1", "STATUS=" + status));
    }

    /** The server takes what is on disk; the next {@link #ready} says that it has ended. */
    void reloading() {
        socket.ifPresent(where -> tell(where, "RELOADING=1", "STATUS=reloads"));
    }

    private static void tell(String where, String... fields) {
        List<String> command = Stream.concat(Stream.of("systemd-notify"), Arrays.stream(fields))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
        builder.environment().put(SOCKET, where);
        try {
            await(builder.start());
        } catch (IOException e) {
            LOG.warn("the service manager was not told error={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Process process) throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            LOG.warn("the service manager was not told, it does not listen");
        } else if (process.exitValue() != 0) {
            LOG.warn("the service manager was not told, systemd-notify ended with {}", process.exitValue());
        }
    }
}
