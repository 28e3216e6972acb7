package org.portcullis.profile;

import java.util.Locale;

/** What the subject wants to do, in the words of authz-interop 1.1. */
public enum ActionType {
    QUEUE,
    EXECUTE_NOW,
    ACCESS,
    /** An action-id that is none of the known types. */
    OTHER;

    private static final String PREFIX = "http://authz-interop.org/xacml/action/action-type/";
    private static final String GLITE = "http://glite.org/xacml/action/";

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The type that an action-id names, in the authz-interop or the gLite spelling; {@link #OTHER} if none. */
    public static ActionType ofActionId(String id) {
        return switch (id) {
            case PREFIX + "queue" -> QUEUE;
            case PREFIX + "execute-now", GLITE + "execute" -> EXECUTE_NOW;
            case PREFIX + "access", PREFIX + "access-file", GLITE + "access" -> ACCESS;
            default -> OTHER;
        };
    }

    /** The word used in policies, configuration and the audit log. */
    public String word() {
        return word;
    }

    /** The action-id of this type in authz-interop's spelling. */
    public String actionId() {
        return PREFIX + word();
    }
}
