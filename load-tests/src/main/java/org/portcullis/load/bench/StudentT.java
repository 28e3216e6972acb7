package org.portcullis.load.bench;

/** The t distribution, as far as 95 % intervals need it. */
final class StudentT {
    private static final double[] QUANTILE_975 = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };
    private static final double LARGE = 2.042;

    private StudentT() {}

    /** The 97.5 % point; degrees of freedom are rounded down, which makes intervals wider, never narrower. */
    static double quantile975(double freedom) {
        int row = (int) Math.max(1, Math.floor(freedom));
        return row <= QUANTILE_975.length ? QUANTILE_975[row - 1] : LARGE;
    }
}
