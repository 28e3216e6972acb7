package org.portcullis.policy.source;

/** One text file of a pack, by its name relative to the pack directory. */
public record PackFile(String name, String text) {
    /** The place in this file, counted from 1; the beginning where a parser knows no better. */
    public Position at(int line, int column) {
        return new Position(name, Math.max(1, line), Math.max(1, column));
    }
}
