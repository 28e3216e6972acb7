package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key of LCMAPS: what fnmatch(3) makes of it with {@code FNM_NOESCAPE} and nothing else, so that {@code *} also takes
 * slashes and a backslash is a backslash. The time to match is bounded by the product of the lengths.
 */
record Glob(String text, List<Part> parts) implements MapKey {
    private static final Pattern VO = Pattern.compile("/([^/=*?\\[\\]]+)(?:/|$)");

    /** From one character to another. */
    private record Range(char first, char last) {}

    /** One place of a pattern: any number of characters, or one that is, or is not, in one of the ranges. */
    private record Part(boolean many, boolean negated, List<Range> ranges) {
        static final Part MANY = new Part(true, true, List.of());
        static final Part ANY = new Part(false, true, List.of());

        static Part of(char c) {
            return new Part(false, false, List.of(new Range(c, c)));
        }

        boolean takes(int c) {
            return negated != ranges.stream().anyMatch(range -> c >= range.first && c <= range.last);
        }

        boolean takesAllOf(Part other) {
            if (equals(ANY)) {
                return !other.many;
            }
            return equals(other)
                    || (!other.negated
                            && other.ranges.stream()
                                    .allMatch(range -> range.first == range.last && takes(range.first)));
        }

        boolean isOneCharacter() {
            return !negated && ranges.size() == 1 && ranges.get(0).first == ranges.get(0).last;
        }
    }

    /** Whether a part takes what stands at an index of what is matched. */
    private interface Taking {
        boolean takes(Part part, int index);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if it is empty or uses classes such as {@code [:alpha:]}, which depend on the locale
     */
    static Glob parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty key: remove the line");
        }
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '[' ? endOfSet(text, at) : -1;
            parts.add(end < 0 ? single(text.charAt(at)) : set(text.substring(at + 1, end)));
            at = end < 0 ? at + 1 : end + 1;
        }
        return new Glob(text, List.copyOf(parts));
    }

    private static Part single(char c) {
        return switch (c) {
            case '*' -> Part.MANY;
            case '?' -> Part.ANY;
            default -> Part.of(c);
        };
    }

    /** Where the set that begins there ends; -1 if it does not, and the bracket stands for itself. */
    private static int endOfSet(String text, int at) {
        int first = at + 1;
        if (first < text.length() && (text.charAt(first) == '!' || text.charAt(first) == '^')) {
            first++;
        }
        return text.indexOf(']', first + 1);
    }

    private static Part set(String text) {
        if (text.contains("[:") || text.contains("[.") || text.contains("[=")) {
            throw new IllegalArgumentException("a class of characters: " + Problems.quote("[" + text + "]")
                    + " depends on the locale, write the characters instead");
        }
        boolean negated = text.startsWith("!") || text.startsWith("^");
        String members = negated ? text.substring(1) : text;
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < members.length(); i++) {
            boolean isRange = i + 2 < members.length() && members.charAt(i + 1) == '-';
            ranges.add(new Range(members.charAt(i), members.charAt(isRange ? i + 2 : i)));
            i += isRange ? 2 : 0;
        }
        return new Part(false, negated, List.copyOf(ranges));
    }

    @Override
    public boolean isPattern() {
        return parts.size() < text.length() || !parts.stream().allMatch(Part::isOneCharacter);
    }

    @Override
    public Optional<String> vo() {
        Matcher vo = VO.matcher(text);
        return vo.lookingAt() ? Optional.of(vo.group(1)) : Optional.empty();
    }

    @Override
    public boolean matches(Candidate name) {
        return matches(name.text());
    }

    boolean matches(String name) {
        return matches(name.length(), (part, index) -> part.takes(name.charAt(index)));
    }

    @Override
    public boolean covers(MapKey other) {
        return other instanceof Glob that
                && matches(that.parts.size(), (part, index) -> part.takesAllOf(that.parts.get(index)));
    }

    /** Remembers the last {@code *} only: what an earlier one took more or less of would not help the rest to match. */
    private boolean matches(int length, Taking taking) {
        int part = 0;
        int index = 0;
        int star = -1;
        int taken = 0;
        while (index < length) {
            if (part < parts.size() && parts.get(part).many) {
                star = part++;
                taken = index;
            } else if (part < parts.size() && taking.takes(parts.get(part), index)) {
                part++;
                index++;
            } else if (star >= 0) {
                part = star + 1;
                index = ++taken;
            } else {
                return false;
            }
        }
        return parts.subList(part, parts.size()).stream().allMatch(Part::many);
    }
}
