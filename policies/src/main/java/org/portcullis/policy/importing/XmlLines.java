package org.portcullis.policy.importing;

/** An XML document while it is written, one element a line. Not thread-safe: one per document. */
final class XmlLines {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;

    /** Opens an element; attributes are given as name, value, name, value. */
    XmlLines open(String name, String... attributes) {
        line(tag(name, attributes) + ">");
        depth++;
        return this;
    }

    XmlLines close(String name) {
        depth--;
        return line("</" + name + ">");
    }

    XmlLines empty(String name, String... attributes) {
        return line(tag(name, attributes) + "/>");
    }

    /** An element with text only. */
    XmlLines text(String name, String content, String... attributes) {
        return line(tag(name, attributes) + ">" + escape(content) + "</" + name + ">");
    }

    XmlLines comment(String content) {
        return line("<!-- " + content.replace("--", "- -") + " -->");
    }

    private XmlLines line(String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
        return this;
    }

    private static String tag(String name, String... attributes) {
        StringBuilder tag = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            tag.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        return tag.toString();
    }

    private static String escape(String content) {
        return content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\t", "&#9;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
