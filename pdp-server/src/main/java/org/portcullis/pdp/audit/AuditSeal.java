package org.portcullis.pdp.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import org.portcullis.pdp.audit.AuditFiles.LogFile;
import org.portcullis.pdp.seal.SealReport;
import org.portcullis.pdp.seal.SealVerifier;

/** Whether an audit log is as it was written, with the files it was rotated into. */
public record AuditSeal(Path log) {
    /**
     * Reads all of it.
     *
     * @throws IOException if a file cannot be read
     */
    public SealReport verify(PublicKey key) throws IOException {
        SealVerifier verifier = new SealVerifier(JsonLinesAuditLog.checkpointsOf(log), key);
        for (LogFile file : new AuditFiles(log).covering(Span.EVER)) {
            try (InputStream in = file.open()) {
                verifier.read(file.path(), in);
            }
        }
        return verifier.report(log);
    }
}
