package org.portcullis.pdp.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.portcullis.pdp.audit.AuditFiles.LogFile;
import org.portcullis.pdp.audit.index.Extent;
import org.portcullis.pdp.audit.index.Fingerprint;

/** A file of the log that is open: it stays the same one, whatever becomes of its name. Not thread-safe. */
record HeldFile(LogFile file, FileChannel channel, boolean isActive) implements AutoCloseable {
    static HeldFile open(LogFile file, Path log) throws IOException {
        boolean isActive = file.path().getFileName().equals(log.getFileName());
        return new HeldFile(file, FileChannel.open(file.path()), isActive);
    }

    Path path() {
        return file.path();
    }

    /** Whether it can have an index: nobody writes to it any more, and a line can be read without those before it. */
    boolean isIndexable() {
        return !isActive && file.isPlain();
    }

    long size() throws IOException {
        return file.isPlain() ? channel.size() : Long.MAX_VALUE;
    }

    Fingerprint fingerprint() throws IOException {
        return Fingerprint.of(channel, Files.getLastModifiedTime(path()).to(TimeUnit.NANOSECONDS));
    }

    /** What {@link Place} calls it. */
    String name() throws IOException {
        if (file.isPlain()) {
            return Fingerprint.of(channel, 0).firstLine();
        }
        return Fingerprint.ofFirstLine(unpacked(0).readNBytes(1 << 16));
    }

    /** Hands on the lines that begin from one byte until before another; the first of these is the beginning of a line. */
    void lines(long from, long to, LineSplitter.PlacedLines lines) throws IOException {
        LineSplitter splitter = LineSplitter.placing((line, start) -> lines.take(line, from + start));
        splitter.drain(new Beginning(unpacked(from), to - from));
        splitter.end();
    }

    private InputStream unpacked(long from) throws IOException {
        channel.position(file.isPlain() ? from : 0);
        return file.unpacked(Channels.newInputStream(channel));
    }

    /** The line that stands there, with what ends it. */
    byte[] line(Extent extent) throws IOException {
        ByteBuffer line = ByteBuffer.allocate((int) (extent.to() - extent.from()));
        boolean isMore = true;
        while (isMore && line.hasRemaining()) {
            isMore = channel.read(line, extent.from() + line.position()) > 0;
        }
        return line.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
