package org.portcullis.profile.wire;

import java.io.Serial;
import org.portcullis.profile.ErrorKind;

/** A question that cannot be decided. The message is for the log; what the PEP sees is {@link Fault}'s fixed text. */
public final class ProtocolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final transient ReplyTo replyTo;

    public ProtocolException(ErrorKind kind, ReplyTo replyTo, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.replyTo = replyTo;
    }

    /** What went wrong. */
    public ErrorKind kind() {
        return kind;
    }

    /** How to address the refusal. */
    public ReplyTo replyTo() {
        return replyTo;
    }
}
