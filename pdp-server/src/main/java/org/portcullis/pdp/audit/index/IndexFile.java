package org.portcullis.pdp.audit.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** An index that is open for reading: what it says is what was written of this very log file, or it says nothing. */
public final class IndexFile implements AutoCloseable {
    private final FileChannel file;
    private final List<Leaf> leaves;

    private IndexFile(FileChannel file, List<Leaf> leaves) {
        this.file = file;
        this.leaves = leaves;
    }

    /**
     * Opens the index of the log with this fingerprint.
     *
     * @throws DamagedIndexException if it is damaged, of something else, or if terms mean something else in it
     * @throws IOException if there is none, or it cannot be read
     */
    public static IndexFile open(Path path, Fingerprint log, long meaning) throws IOException {
        FileChannel file = FileChannel.open(path);
        try {
            return new IndexFile(file, List.copyOf(Leaf.all(file, Trailer.directory(file, log, meaning))));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Its leaves, in the order of the lines: together they have all of them. */
    public List<Leaf> leaves() {
        return leaves;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
