package org.portcullis.pdp.mapping.importing;

/** Pieces of map files as text. */
final class MapText {
    private static final int MAX_QUOTED = 200;

    private MapText() {}

    /** A stranger's text, fit for a message: in backticks, cut, control characters made visible. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("`");
        text.chars().limit(MAX_QUOTED).forEach(c -> {
            if (Character.isISOControl(c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('`').toString();
    }
}
