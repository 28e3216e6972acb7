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

    /** Escapes for element content and for attribute values in double quotes. */
    XmlText text(String value) {
        value.codePoints().forEach(this::append);
        return this;
    }

    private void append(int codePoint) {
        switch (codePoint) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\t', '\n', '\r' -> out.append("&#").append(codePoint).append(';');
            default -> out.appendCodePoint(legal(codePoint));
        }
    }

    private static int legal(int codePoint) {
        boolean legal = (codePoint >= ' ' && codePoint <= 0xd7ff)
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
