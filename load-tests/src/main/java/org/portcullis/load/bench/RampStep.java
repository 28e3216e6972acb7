package org.portcullis.load.bench;

import org.portcullis.load.run.Percentiles;

/** One rate that a search for the highest one has tried. */
public record RampStep(double rate, double done, Percentiles response, boolean valid, boolean held) {}
