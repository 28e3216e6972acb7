package org.portcullis.load.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** How long which share of the answers took, read from a histogram log. */
final class PercentileCurve {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double END = 5;
    private static final double STEP = 0.05;

    private final Histogram response = new Histogram(3);
    private final Histogram service = new Histogram(3);

    private PercentileCurve() {}

    static PercentileCurve of(Path hlog) throws IOException {
        PercentileCurve curve = new PercentileCurve();
        try (HistogramLogReader log = new HistogramLogReader(Files.newInputStream(hlog))) {
            while (log.hasNext()) {
                EncodableHistogram next = log.nextIntervalHistogram();
                if (next instanceof Histogram histogram) {
                    curve.add(histogram);
                }
            }
        }
        return curve;
    }

    private void add(Histogram histogram) {
        String tag = histogram.getTag();
        if (tag == null) {
            response.add(histogram);
        } else if (tag.equals("service")) {
            service.add(histogram);
        }
    }

    Chart chart() {
        List<Chart.Point> responses = points(response);
        List<Chart.Point> services = points(service);
        List<Double> values = new ArrayList<>();
        responses.forEach(point -> values.add(point.y()));
        services.forEach(point -> values.add(point.y()));
        return new Chart(Axis.nines(), Axis.logarithmic("ms", values))
                .line("response", responses)
                .line("service", services);
    }

    /** As far to the right as there are answers enough to tell. */
    private static List<Chart.Point> points(Histogram nanos) {
        double known = Math.min(END, Math.log10((double) Math.max(1, nanos.getTotalCount())));
        return DoubleStream.iterate(0, nine -> nine <= known, nine -> nine + STEP)
                .mapToObj(nine -> new Chart.Point(
                        nine, nanos.getValueAtPercentile(100 * (1 - Math.pow(10, -nine))) / NANOS_PER_MILLI))
                .toList();
    }
}
