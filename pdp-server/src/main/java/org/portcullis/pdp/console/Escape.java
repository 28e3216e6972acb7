package org.portcullis.pdp.console;

/**
 * How text stands in a page: what means something to a browser as an entity, and what nobody would see, or what would turn
 * the words around it, by its number.
 */
final class Escape {
    private Escape() {}

    static void append(String text, StringBuilder page) {
        text.codePoints().forEach(c -> append(c, page));
    }

    private static void append(int c, StringBuilder page) {
        switch (c) {
            case '&' -> page.append("&amp;");
            case '<' -> page.append("&lt;");
            case '>' -> page.append("&gt;");
            case '"' -> page.append("&quot;");
            case '\'' -> page.append("&#39;");
            default -> {
                if (isUnseen(c)) {
                    page.append("\\u{").append(Integer.toHexString(c)).append('}');
                } else {
                    page.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
