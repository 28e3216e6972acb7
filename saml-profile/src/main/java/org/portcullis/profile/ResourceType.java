package org.portcullis.profile;

import java.util.Locale;

/** Kinds of resource of authz-interop 1.1, and the two ways of being none of them. */
public enum ResourceType {
    CE,
    SE,
    WN,
    RB,
    /** A resource-id that is none of the known types. */
    OTHER,
    /** No resource-id at all, only a host or its certificate. */
    UNSPECIFIED;

    private static final String PREFIX = "http://authz-interop.org/xacml/resource/resource-type/";

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The type that a resource-id names; {@link #OTHER} if it names none. */
    public static ResourceType ofResourceId(String id) {
        return switch (id) {
            case PREFIX + "ce" -> CE;
            case PREFIX + "se" -> SE;
            case PREFIX + "wn" -> WN;
            case PREFIX + "rb" -> RB;
            default -> OTHER;
        };
    }

    /** The word used in policies, configuration and the audit log. */
    public String word() {
        return word;
    }

    /** The resource-id of this type. */
    public String resourceId() {
        return PREFIX + word();
    }
}
