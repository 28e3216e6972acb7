package org.portcullis.pdp.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is added to the audit log from now on, also after it was moved away and opened anew, and after it was copied
 * and emptied. Not thread-safe.
 */
public final class LogFollower implements AutoCloseable {
    private final Path log;
    private final Consumer<? super PastAnswer> consumer;
    private final LineReader reader = new LineReader(Span.EVER);
    private final LineSplitter lines = new LineSplitter(this::read);
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private long damaged;

    /** Starts at the end of the log as it is now. */
    public LogFollower(Path log, Consumer<? super PastAnswer> consumer) throws IOException {
        this.log = log;
        this.consumer = consumer;
        if (open()) {
            Objects.requireNonNull(channel).position(channel.size());
        }
    }

    /** Hands on what came since the last time; how many lines of that could not be read. */
    public long poll() throws IOException {
        damaged = 0;
        drain();
        if (wasReplaced()) {
            drain();
            close();
            open();
            drain();
        }
        return damaged;
    }

    private boolean open() throws IOException {
        try {
            key = Files.readAttributes(log, BasicFileAttributes.class).fileKey();
            channel = FileChannel.open(log);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private boolean wasReplaced() throws IOException {
        try {
            return !Objects.equals(
                    key, Files.readAttributes(log, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void drain() throws IOException {
        if (channel == null) {
            return;
        }
        if (channel.position() > channel.size()) {
            channel.position(0);
        }
        InputStream in = Channels.newInputStream(channel);
        lines.drain(in);
    }

    private void read(byte[] line) {
        if (reader.read(line, 0, line.length, consumer) != LineReader.Outcome.DONE) {
            damaged++;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
