package org.portcullis.profile;

import java.util.regex.Pattern;

/** A stable word that explains a Deny, for example {@code banned-vo}. Policy packs may add words of their own. */
public record ReasonCode(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    public static final ReasonCode NO_POLICY = new ReasonCode("no-policy");
    public static final ReasonCode BANNED_SUBJECT = new ReasonCode("banned-subject");
    public static final ReasonCode BANNED_VO = new ReasonCode("banned-vo");
    public static final ReasonCode BANNED_PILOT_OWNER = new ReasonCode("banned-pilot-owner");
    public static final ReasonCode MAPPING_NONE = new ReasonCode("mapping-none");
    public static final ReasonCode MAPPING_EXHAUSTED = new ReasonCode("mapping-exhausted");
    public static final ReasonCode MAPPING_QUARANTINED = new ReasonCode("mapping-quarantined");
    public static final ReasonCode MAPPING_FROZEN = new ReasonCode("mapping-frozen");
    public static final ReasonCode MAPPING_FORBIDDEN = new ReasonCode("mapping-forbidden");
    public static final ReasonCode MAPPING_COLLIDES_WITH_PILOT = new ReasonCode("mapping-collides-with-pilot");
    public static final ReasonCode OBLIGATIONS_UNSUPPORTED = new ReasonCode("obligations-unsupported");

    /** Lower-case words joined by single hyphens. */
    public ReasonCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a reason code: `" + value + "`");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
