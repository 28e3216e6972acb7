package org.portcullis.pdp.cli.doctor;

import java.util.List;

/** A look at one part of a server; changes nothing. */
interface Examination {
    /** What was found, good and bad. */
    List<Finding> of(Patient patient);
}
