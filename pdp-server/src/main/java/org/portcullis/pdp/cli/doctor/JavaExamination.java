package org.portcullis.pdp.cli.doctor;

import java.util.List;

/** Java and its memory. */
final class JavaExamination implements Examination {
    private static final long MEBIBYTE = 1L << 20;
    private static final long LEAST = 256;

    @Override
    public List<Finding> of(Patient patient) {
        long heap = Runtime.getRuntime().maxMemory() / MEBIBYTE;
        String text = "java %s, heap up to %d MiB".formatted(Runtime.version(), heap);
        return List.of(heap < LEAST ? Finding.warn(Ailment.HEAP, text) : Finding.ok(text));
    }
}
