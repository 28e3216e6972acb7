package org.portcullis.pdp.audit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream, enough for some records. Not thread-safe. */
final class Beginning extends FilterInputStream {
    private int left = 1 << 17;

    Beginning(InputStream in) {
        super(in);
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
        int got = super.read(bytes, from, Math.min(length, left));
        left -= Math.max(got, 0);
        return got;
    }
}
