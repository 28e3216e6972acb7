package org.portcullis.pdp.audit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream. Not thread-safe. */
final class Beginning extends FilterInputStream {
    private static final long SOME_RECORDS = 1 << 17;

    private long left;

    /** Enough for some records. */
    Beginning(InputStream in) {
        this(in, SOME_RECORDS);
    }

    Beginning(InputStream in, long left) {
        super(in);
        this.left = left;
    }

    @Override
    public int read() throws IOException {
        return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int got = super.read(bytes, from, (int) Math.min(length, left));
        left -= Math.max(got, 0);
        return got;
    }
}
