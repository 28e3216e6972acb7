package org.portcullis.load.run;

/** What becomes of a connection after an answer. */
public enum ConnectionMode {
    /** It carries the next request. */
    KEEP_ALIVE,
    /** It is closed; the next request starts with a full TLS handshake. */
    NEW_CONNECTION
}
