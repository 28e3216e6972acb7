package org.portcullis.policy.facts;

import java.util.Locale;
import org.portcullis.profile.Dn;

/** Whether a pilot vouches for the person whose work it is, by a name of its own making, and whether it may. */
enum Vouching {
    /** The payload has a name that somebody else gave it. */
    NONE,
    ALLOWED,
    /** It may not, or not by such a name; or the work comes by another way than that pilot. */
    NOT_ALLOWED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether that name continues the pilot's: no authority gave it, the pilot did. */
    static boolean isNamedBy(Dn pilot, Dn payload) {
        String name = payload.value();
        int end = pilot.value().length();
        return name.length() > end
                && name.charAt(end) == '/'
                && name.startsWith(pilot.value())
                && payload.parts().size() > pilot.parts().size();
    }

    /** Whether it is the name of a pilot's sub-proxy: the pilot's and one common name that no ordinary proxy has. */
    static boolean isSubProxy(Dn pilot, Dn payload) {
        int owned = pilot.parts().size();
        return isNamedBy(pilot, payload)
                && payload.parts().size() == owned + 1
                && payload.parts().get(owned).startsWith("CN=")
                && payload.withoutProxyNames().equals(payload);
    }

    String word() {
        return word;
    }
}
