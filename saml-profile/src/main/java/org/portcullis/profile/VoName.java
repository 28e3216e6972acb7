package org.portcullis.profile;

import java.util.regex.Pattern;

/** The name of a virtual organisation, for example {@code atlas} or {@code vo.example.org}: 1 to 255 characters. */
public record VoName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_+:@-][A-Za-z0-9._+:@-]{0,254}");

    /** Checks the spelling; VO names are compared case-sensitively. */
    public VoName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a VO name: `" + value + "`");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
