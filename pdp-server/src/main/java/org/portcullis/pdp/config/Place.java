package org.portcullis.pdp.config;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Where something of the configuration was written: a file with line and column, or a variable of the environment. */
final class Place {
    private static final String VARIABLE = "environment ";

    private Place() {}

    /** As {@code file:line:column}, or {@code environment NAME}. */
    static String of(Node node) {
        return node.getStartMark()
                .map(mark -> isVariable(mark) ? mark.getName() : line(mark) + ":" + (mark.getColumn() + 1))
                .orElseThrow();
    }

    /** As {@link #of}, without the column. */
    static String line(Node node) {
        return node.getStartMark()
                .map(mark -> isVariable(mark) ? mark.getName() : line(mark))
                .orElseThrow();
    }

    /** How {@link #of} calls a variable. */
    static String variable(String name) {
        return VARIABLE + name;
    }

    /** For what is made of a variable instead of read from a file. */
    static Mark markOf(String variable) {
        return new Mark(variable(variable), 0, 0, 0, new int[0], 0);
    }

    private static boolean isVariable(Mark mark) {
        return mark.getName().startsWith(VARIABLE);
    }

    private static String line(Mark mark) {
        return mark.getName() + ":" + (mark.getLine() + 1);
    }
}
