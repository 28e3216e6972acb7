package org.portcullis.client;

/** XML being written: markup goes in raw, everything else is escaped. Used by one thread. */
final class XmlText {
    private final StringBuilder out;

    XmlText(int capacity) {
        out = new StringBuilder(capacity);
    }

    XmlText raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Escapes for element content, in the canonical way. */
    XmlText text(String value) {
        value.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(legal(codePoint));
            }
        });
        return this;
    }

    /** Escapes for an attribute value in double quotes, in the canonical way. */
    XmlText attribute(String value) {
        value.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '"' -> out.append("&quot;");
                case '\t' -> out.append("&#x9;");
                case '\n' -> out.append("&#xA;");
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(legal(codePoint));
            }
        });
        return this;
    }

    private static int legal(int codePoint) {
        boolean legal = codePoint == '\t'
                || codePoint == '\n'
                || (codePoint >= ' ' && codePoint <= 0xd7ff)
                || (codePoint >= 0xe000 && codePoint <= 0xfffd)
                || codePoint >= 0x10000;
        if (!legal) {
            throw new IllegalArgumentException("character U+%04X cannot be sent in XML".formatted(codePoint));
        }
        return codePoint;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
