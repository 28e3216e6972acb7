package org.portcullis.load.run;

/**
 * One request: its message, the answer that it should get ({@link Verdict#NONE} if any will do), the VO of whom it asks
 * about, and whether that is one of the few who are asked about all the time.
 */
public record Shot(RequestTemplate message, Verdict expected, String vo, boolean hot) {
    /** A message to which any answer is as good as another. */
    public static Shot of(RequestTemplate message) {
        return new Shot(message, Verdict.NONE, "", false);
    }

    /** Where answers of that kind to such requests are counted, as in {@code permit-hot}. */
    String group(Verdict verdict) {
        if (verdict == Verdict.NONE) {
            return verdict.word();
        }
        return expected == Verdict.NONE ? verdict.word() : verdict.word() + (hot ? "-hot" : "-cold");
    }
}
