package org.portcullis.pdp.audit;

/** Where records are kept. Thread-safe. */
public interface AuditLog extends AutoCloseable {
    /**
     * Returns only when the record is kept.
     *
     * @throws org.portcullis.profile.wire.ProtocolException AUDIT_UNAVAILABLE if it was not
     */
    void write(AuditRecord record);

    @Override
    void close();
}
