package org.portcullis.load.run;

import java.util.Locale;

/** What becomes of a connection after an answer. */
public enum ConnectionMode {
    /** It carries the next request. */
    KEEP_ALIVE,
    /** It is closed; the next request starts with a full TLS handshake. */
    NEW_CONNECTION,
    /** It is closed; the next request starts with a handshake that resumes the TLS session before. */
    RESUMED;

    /** As in {@code new-connection}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
