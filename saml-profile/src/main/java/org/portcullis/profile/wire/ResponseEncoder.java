package org.portcullis.profile.wire;

import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;

/** {@link Decision} to bytes, in the one shape that no known client chokes on. Implementations are thread-safe. */
public interface ResponseEncoder {
    /** The answer to a question that was decided. */
    byte[] encode(ReplyTo replyTo, Decision decision);

    /** The answer to a question that was not: a SOAP fault, a SAML status or an Indeterminate, see {@link Fault}. */
    byte[] refuse(ReplyTo replyTo, ErrorKind kind);
}
