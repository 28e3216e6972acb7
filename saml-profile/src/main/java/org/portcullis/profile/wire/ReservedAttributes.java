package org.portcullis.profile.wire;

import org.portcullis.profile.AttributeId;

/** The attributes that belong to this service: nobody else may say them, and nobody is believed who does. */
final class ReservedAttributes {
    private static final String OURS = "urn:portcullis:";
    private static final String ANSWERS = "http://authz-interop.org/xacml/attribute/";

    private ReservedAttributes() {}

    /** Whether a section holds an attribute of our own namespace, a token aside, or one of those that answers are made of. */
    static boolean areAmong(Attributes section) {
        return section.ids()
                .filter(id -> !id.equals(AttributeId.SUBJECT_BEARER_TOKEN.uri()))
                .anyMatch(id -> id.startsWith(OURS) || id.startsWith(ANSWERS));
    }
}
