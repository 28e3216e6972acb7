package org.portcullis.client;

/** What one server's bytes amount to: an answer that stands, or a reason to ask the next server. */
public sealed interface Reply {
    /** The answer stands; no other server is asked. */
    record Final(Answer answer) implements Reply {}

    /** This server cannot answer, another one might. */
    record Unable(AuthzUnavailableException.Reason reason, String detail) implements Reply {}
}
