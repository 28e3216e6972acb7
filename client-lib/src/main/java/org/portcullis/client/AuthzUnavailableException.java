package org.portcullis.client;

import java.io.Serial;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** No server could answer. The caller must not let the subject in; asking again later is reasonable. */
public final class AuthzUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Failure> failures;

    /** How a server failed, from the least to the most that is known of it. */
    public enum Reason {
        /** No connection, no TLS, no answer in time, or nothing that is an answer. */
        UNREACHABLE,
        /** The server answered that it is unable to decide. */
        UNABLE,
        /** The server has too much to do at the moment. */
        OVERLOADED
    }

    /** One server that was asked in vain. */
    public record Failure(URI server, Reason reason, String detail) {
        @Override
        public String toString() {
            return server.getAuthority() + ": " + detail;
        }
    }

    AuthzUnavailableException(List<Failure> failures) {
        super("no server could answer: "
                + failures.stream().map(Failure::toString).collect(Collectors.joining("; ")));
        this.failures = List.copyOf(failures);
    }

    /** The servers that were asked, in the order they were. */
    public List<Failure> failures() {
        return failures;
    }

    /** The failure of the server that got furthest. */
    public Reason reason() {
        return failures.stream().map(Failure::reason).max(Reason::compareTo).orElse(Reason.UNREACHABLE);
    }
}
