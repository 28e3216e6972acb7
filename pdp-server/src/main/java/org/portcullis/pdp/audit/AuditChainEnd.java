package org.portcullis.pdp.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.portcullis.pdp.audit.AuditFiles.LogFile;
import org.portcullis.pdp.seal.ChainEnd;
import org.portcullis.pdp.seal.ChainHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds where the chain of an audit log stands: in the file itself, and where that has no record yet, in the latest one it was rotated into. */
record AuditChainEnd(Path log) {
    private static final Logger LOG = LoggerFactory.getLogger(AuditChainEnd.class);
    private static final long END = 4L << 20;

    /** The head, which is never behind one that is known. */
    ChainHead head(ChainHead known) throws IOException {
        ChainHead found = Files.isRegularFile(log) ? endOf(log) : ChainHead.START;
        if (found.seq() == 0) {
            found = afterRotation();
        }
        if (found.seq() < known.seq()) {
            LOG.error(
                    "audit log is behind its checkpoints file={} records={} signed={}", log, found.seq(), known.seq());
            return known;
        }
        return found;
    }

    private static ChainHead endOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ChainEnd end = new ChainEnd();
            if (channel.size() > END) {
                channel.position(channel.size() - END);
                InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
                skipLine(in);
                end.drain(in);
            }
            if (end.head().seq() == 0) {
                channel.position(0);
                end = new ChainEnd();
                end.drain(Channels.newInputStream(channel));
            }
            return end.head();
        }
    }

    private static void skipLine(InputStream in) throws IOException {
        for (int b = in.read(); b >= 0 && b != '\n'; ) {
            b = in.read();
        }
    }

    private ChainHead afterRotation() throws IOException {
        if (Files.notExists(log.toAbsolutePath().getParent())) {
            return ChainHead.START;
        }
        ChainEnd end = new ChainEnd();
        List<LogFile> files = new AuditFiles(log)
                .covering(Span.EVER).stream()
                        .filter(file -> Files.isRegularFile(file.path()))
                        .toList();
        for (int i = files.size() - 1; i >= 0 && end.head().seq() == 0; i--) {
            end = new ChainEnd();
            for (LogFile file : files.subList(i, files.size())) {
                try (InputStream in = file.open()) {
                    end.drain(in);
                }
            }
        }
        return end.head();
    }
}
