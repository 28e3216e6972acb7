package org.portcullis.profile;

import java.util.regex.Pattern;

/** A stable word that explains a Deny, for example {@code banned-vo}. Policy packs may add words of their own. */
public record ReasonCode(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    public static final ReasonCode NO_POLICY = new ReasonCode("no-policy");
    public static final ReasonCode DENIED_BY_POLICY = new ReasonCode("denied-by-policy");
    public static final ReasonCode BANNED_SUBJECT = new ReasonCode("banned-subject");
    public static final ReasonCode BANNED_CA = new ReasonCode("banned-ca");
    public static final ReasonCode BANNED_SERIAL = new ReasonCode("banned-serial");
    public static final ReasonCode BANNED_ISSUER = new ReasonCode("banned-issuer");
    public static final ReasonCode BANNED_TOKEN = new ReasonCode("banned-token");
    public static final ReasonCode BANNED_FQAN = new ReasonCode("banned-fqan");
    public static final ReasonCode BANNED_VO = new ReasonCode("banned-vo");
    public static final ReasonCode BANNED_PILOT_OWNER = new ReasonCode("banned-pilot-owner");
    public static final ReasonCode BANNED_HOST = new ReasonCode("banned-host");
    public static final ReasonCode BANNED_VO_MUPJ = new ReasonCode("banned-vo-mupj");
    public static final ReasonCode VO_UNKNOWN = new ReasonCode("vo-unknown");
    public static final ReasonCode VO_MISMATCH = new ReasonCode("vo-mismatch");
    public static final ReasonCode LIMITED_PROXY = new ReasonCode("limited-proxy");
    public static final ReasonCode PROXY_TOO_LONG = new ReasonCode("proxy-too-long");
    public static final ReasonCode PILOT_ROLE_MISSING = new ReasonCode("pilot-role-missing");
    public static final ReasonCode PAYLOAD_KEY_ELSEWHERE = new ReasonCode("payload-key-elsewhere");
    public static final ReasonCode MAPPING_NONE = new ReasonCode("mapping-none");
    public static final ReasonCode MAPPING_EXHAUSTED = new ReasonCode("mapping-exhausted");
    public static final ReasonCode MAPPING_QUARANTINED = new ReasonCode("mapping-quarantined");
    public static final ReasonCode MAPPING_FROZEN = new ReasonCode("mapping-frozen");
    public static final ReasonCode MAPPING_FORBIDDEN = new ReasonCode("mapping-forbidden");
    public static final ReasonCode MAPPING_UNVERIFIED = new ReasonCode("mapping-unverified");
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
