package org.portcullis.profile;

/** The name of a virtual organisation, for example {@code atlas} or {@code vo.example.org}: 1 to 255 characters. */
public record VoName(String value) {
    private static final int MAX_LENGTH = 255;

    /** Checks the spelling; VO names are compared case-sensitively. */
    public VoName {
        if (!isName(value)) {
            throw new IllegalArgumentException("not a VO name: `" + value + "`");
        }
    }

    private static boolean isName(String text) {
        boolean name = !text.isEmpty() && text.length() <= MAX_LENGTH && text.charAt(0) != '.';
        for (int n = 0; name && n < text.length(); n++) {
            char c = text.charAt(n);
            name = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "._+:@-".indexOf(c) >= 0;
        }
        return name;
    }

    @Override
    public String toString() {
        return value;
    }
}
