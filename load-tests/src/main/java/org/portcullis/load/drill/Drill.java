package org.portcullis.load.drill;

import java.io.IOException;
import java.util.List;

/** One exercise with a server that is used to an everyday load. */
public interface Drill {
    /**
     * Carries it out, phase by phase.
     *
     * @throws IOException if what it does beside asking fails
     */
    List<Finding> carryOut() throws IOException, InterruptedException;
}
