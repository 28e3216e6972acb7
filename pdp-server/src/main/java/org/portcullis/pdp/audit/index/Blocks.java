package org.portcullis.pdp.audit.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A row of numbers in an index file, in blocks of which each has its checksum: {@code starts} and {@code sums} have the first
 * number and the CRC32C of each, which were read before and can be believed.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes them
record Blocks(FileChannel file, long position, int size, long[] starts, long[] sums) {
    /** Numbers in a block, but for the last one. */
    static final int NUMBERS = 4096;

    static int count(long numbers) {
        return (int) ((numbers + NUMBERS - 1) / NUMBERS);
    }

    int count() {
        return starts.length;
    }

    /** The last block that can begin before this number, of a row that is sorted. */
    int before(long number) {
        int found = Arrays.binarySearch(starts, number);
        return Math.max(0, found < 0 ? -found - 2 : found);
    }

    /** The numbers of a block, if they are those that were written. */
    long[] read(int block) throws IOException {
        int length = Math.min(NUMBERS, size - block * NUMBERS) * Long.BYTES;
        ByteBuffer bytes = exactly(file, position + (long) block * NUMBERS * Long.BYTES, length);
        if (checksum(bytes, length) != sums[block]) {
            throw new DamagedIndexException("a block has another checksum");
        }
        long[] numbers = new long[length / Long.BYTES];
        bytes.asLongBuffer().get(numbers);
        return numbers;
    }

    static ByteBuffer exactly(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new DamagedIndexException("it breaks off");
            }
        }
        return bytes.flip();
    }

    /** Of so many bytes from the first one on. */
    static long checksum(ByteBuffer bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate().rewind().limit(length));
        return sum.getValue();
    }
}
