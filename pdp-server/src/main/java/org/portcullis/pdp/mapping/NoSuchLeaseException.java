package org.portcullis.pdp.mapping;

/** The lease that was to be changed is not there, or not in a state to be changed; the message says which. */
public final class NoSuchLeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchLeaseException(String message) {
        super(message);
    }
}
