package org.portcullis.policy.importing;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads a pattern character by character, and counts out the words that fit it as long as they are few. */
final class PatternReader {
    private static final int MOST_WORDS = 16;
    private static final int MOST_REPEATS = 1000;
    private static final int DEEPEST = 20;
    private static final int END = -1;

    private final int[] pattern;
    private int next;
    private int depth;
    private long repeats = 1;

    PatternReader(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    /** All words that fit; empty if there are many. */
    Optional<Set<String>> words() {
        Optional<Set<String>> words = alternatives();
        if (next < pattern.length) {
            throw refuse("a `)` too many");
        }
        return words;
    }

    private Optional<Set<String>> alternatives() {
        Optional<Set<String>> all = sequence();
        while (accept('|')) {
            Optional<Set<String>> more = sequence();
            all = all.flatMap(words -> more.flatMap(others -> few(union(words, others))));
        }
        return all;
    }

    private Optional<Set<String>> sequence() {
        Optional<Set<String>> all = Optional.of(Set.of(""));
        while (peek() != END && peek() != '|' && peek() != ')') {
            Optional<Set<String>> more = repeated(atom());
            all = all.flatMap(words -> more.flatMap(others -> few(joined(words, others))));
        }
        return all;
    }

    private Optional<Set<String>> repeated(Optional<Set<String>> once) {
        Optional<Set<String>> words = once;
        if (accept('*') || accept('+')) {
            words = Optional.empty();
        } else if (accept('?')) {
            words = once.flatMap(some -> few(union(some, Set.of(""))));
        } else if (accept('{')) {
            bounds();
            words = Optional.empty();
        } else {
            return words;
        }
        accept('?');
        if ("*+?{".indexOf(peek()) >= 0) {
            throw refuse("a repetition of a repetition");
        }
        return words;
    }

    private void bounds() {
        int least = number();
        int most = least;
        if (accept(',')) {
            most = peek() == '}' ? Math.max(least, 1) : number();
        }
        repeats *= Math.max(1, Math.max(least, most));
        if (!accept('}') || least > most || repeats > MOST_REPEATS) {
            throw refuse("bounds of a repetition, or more than " + MOST_REPEATS + " repetitions");
        }
    }

    private int number() {
        int value = 0;
        int start = next;
        while ('0' <= peek() && peek() <= '9' && next - start < 5) {
            value = value * 10 + (take() - '0');
        }
        if (next == start) {
            throw refuse("bounds of a repetition");
        }
        return value;
    }

    private Optional<Set<String>> atom() {
        int c = take();
        return switch (c) {
            case '.', '^', '$' -> Optional.empty();
            case '(' -> group();
            case '[' -> choice();
            case '\\' -> escape();
            case '*', '+', '?', '{' -> throw refuse("a repetition of nothing");
            default -> word(c);
        };
    }

    private Optional<Set<String>> group() {
        if (accept('?') && !accept(':')) {
            throw refuse("a group with `(?`; only `(?:` is known");
        }
        if (++depth > DEEPEST) {
            throw refuse("groups nested deeper than " + DEEPEST);
        }
        Optional<Set<String>> words = alternatives();
        if (!accept(')')) {
            throw refuse("a `(` that is not closed");
        }
        depth--;
        return words;
    }

    private Optional<Set<String>> escape() {
        int c = take();
        if ("dDwWsS".indexOf(c) >= 0) {
            return Optional.empty();
        }
        return word(literal(c));
    }

    private int literal(int c) {
        if (c == END || c >= 128 || Character.isLetterOrDigit(c) || Character.isISOControl(c)) {
            throw refuse("an escape");
        }
        return c;
    }

    private Optional<Set<String>> choice() {
        boolean many = accept('^');
        Set<String> words = new HashSet<>();
        int start = next;
        do {
            boolean dashHere = peek() == '-' && next > start;
            int first = member();
            if (dashHere && peek() != ']') {
                throw refuse("a `-` that is neither first, last nor part of a range");
            }
            if (isRange()) {
                next++;
                checkRange(first, member());
                many = true;
            } else if (first == END) {
                many = true;
            } else {
                words.add(Character.toString(first));
            }
        } while (!accept(']'));
        return many ? Optional.empty() : few(words);
    }

    private boolean isRange() {
        return peek() == '-' && next + 1 < pattern.length && pattern[next + 1] != ']';
    }

    private void checkRange(int first, int last) {
        if (first == END || last < first) {
            throw refuse("a range");
        }
    }

    /** One character of a class, or END for a class within it. */
    private int member() {
        int c = take();
        if (c == '[' || c == ']' || c == '&' || c == '^' || c == END) {
            throw refuse("a character class");
        }
        if (c != '\\') {
            return c;
        }
        int escaped = take();
        return "dDwWsS".indexOf(escaped) >= 0 ? END : literal(escaped);
    }

    private static Optional<Set<String>> word(int c) {
        return Optional.of(Set.of(Character.toString(c)));
    }

    private static Optional<Set<String>> few(Set<String> words) {
        return words.size() <= MOST_WORDS ? Optional.of(words) : Optional.empty();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> joined(Set<String> heads, Set<String> tails) {
        Set<String> all = new HashSet<>();
        heads.forEach(head -> tails.forEach(tail -> all.add(head + tail)));
        return all;
    }

    private int peek() {
        return next < pattern.length ? pattern[next] : END;
    }

    private int take() {
        int c = peek();
        next++;
        return c;
    }

    private boolean accept(char c) {
        if (peek() == c) {
            next++;
            return true;
        }
        return false;
    }

    private IllegalArgumentException refuse(String what) {
        return new IllegalArgumentException(what + " at character " + Math.min(next, pattern.length));
    }
}
