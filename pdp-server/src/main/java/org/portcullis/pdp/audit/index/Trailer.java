package org.portcullis.pdp.audit.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.HexFormat;

/** The end of an index file: where its directory is, and what it is the index of. */
record Trailer(long position, int numbers) {
    /** {@code pcindex} and the version of the format. */
    private static final long MAGIC = 0x7063696e64657801L;

    private static final int HASH = 4;
    /** Numbers in a trailer. */
    static final int SIZE = 1 + 1 + 2 + HASH + 2 + 1;

    /** Its numbers; the last one is left for the checksum. */
    static long[] of(Fingerprint log, long meaning, long position, int numbers) {
        ByteBuffer hash = ByteBuffer.wrap(HexFormat.of().parseHex(log.firstLine()));
        return new long[] {
            MAGIC,
            meaning,
            log.size(),
            log.modified(),
            hash.getLong(),
            hash.getLong(),
            hash.getLong(),
            hash.getLong(),
            position,
            numbers,
            0
        };
    }

    /** The directory of an index of this log, with this meaning. */
    static long[] directory(FileChannel file, Fingerprint log, long meaning) throws IOException {
        long end = file.size() - SIZE * Long.BYTES;
        if (end < 0) {
            throw new DamagedIndexException("it breaks off");
        }
        ByteBuffer trailer = Blocks.exactly(file, end, SIZE * Long.BYTES);
        long position = trailer.getLong((SIZE - 3) * Long.BYTES);
        long numbers = trailer.getLong((SIZE - 2) * Long.BYTES);
        if (position < 0 || numbers < 0 || numbers > Integer.MAX_VALUE / 16 || position + numbers * Long.BYTES != end) {
            throw new DamagedIndexException("its end is not where it should be");
        }
        ByteBuffer all = Blocks.exactly(file, position, (int) (numbers + SIZE) * Long.BYTES);
        long[] wanted = of(log, meaning, position, (int) numbers);
        wanted[SIZE - 1] = Blocks.checksum(all, all.capacity() - Long.BYTES);
        long[] directory = new long[(int) numbers];
        long[] found = new long[SIZE];
        all.asLongBuffer().get(directory).get(found);
        if (!Arrays.equals(found, wanted)) {
            throw new DamagedIndexException("it is damaged, of another file or of another release");
        }
        return directory;
    }
}
