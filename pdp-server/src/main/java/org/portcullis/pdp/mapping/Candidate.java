package org.portcullis.pdp.mapping;

import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;

/** A name that keys are held against; {@code text} is how the dialect of the map spells it. */
sealed interface Candidate {
    /** The person. */
    record Person(Dn dn, String text) implements Candidate {}

    /** One of the attributes, {@code index} in the order of the credential; the primary one is 0. */
    record Attribute(Fqan fqan, int index, String text) implements Candidate {}

    /** The name in the spelling of the dialect. */
    String text();
}
