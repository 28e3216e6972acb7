package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.profile.Fqan;

/**
 * A set of FQANs: those of one group or also of its subgroups, with one role, none ({@code NULL}) or any ({@code *}).
 * Unlike a glob it compares whole parts, so that {@code /atlas/*} says nothing about {@code /atlasfake}.
 */
record FqanPattern(String group, boolean subgroups, String role) implements MapKey {
    private static final String NONE = "NULL";
    private static final String ANY = "*";
    private static final Pattern QUALIFIER = Pattern.compile("(?i)(role|capability)=(.*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+:@-][A-Za-z0-9._+:@-]*");

    /**
     * Reads the notation of map files: {@code /atlas/higgs}, {@code /atlas/Role=production}, with {@code *} as the last
     * part of the group or as the role. A capability is allowed and without effect.
     *
     * @throws IllegalArgumentException if a wildcard stands anywhere else or a part is malformed, repeated or misplaced
     */
    static FqanPattern parse(String text) {
        List<String> groups = new ArrayList<>();
        Map<String, String> qualifiers = new HashMap<>();
        int end = text.endsWith("/") ? text.length() - 1 : text.length();
        for (String part : text.substring(Math.min(1, end), end).split("/", -1)) {
            Matcher qualifier = QUALIFIER.matcher(part);
            if (qualifier.matches()) {
                String name = qualifier.group(1).toLowerCase(Locale.ROOT);
                require(qualifiers.putIfAbsent(name, qualifier.group(2)) == null, part);
            } else {
                require(qualifiers.isEmpty(), part);
                groups.add(part);
            }
        }
        requireName(qualifiers.getOrDefault("capability", NONE));
        return of(groups, role(qualifiers.getOrDefault("role", NONE)));
    }

    private static FqanPattern of(List<String> groups, String role) {
        require(!groups.isEmpty(), "/");
        boolean subgroups = groups.size() > 1 && groups.get(groups.size() - 1).equals(ANY);
        List<String> names = subgroups ? groups.subList(0, groups.size() - 1) : groups;
        names.forEach(FqanPattern::requireName);
        return new FqanPattern("/" + String.join("/", names), subgroups, role);
    }

    private static String role(String text) {
        if (text.equals(ANY)) {
            return ANY;
        }
        requireName(text);
        return text.equalsIgnoreCase(NONE) ? NONE : text;
    }

    private static void requireName(String part) {
        require(NAME.matcher(part).matches(), part);
    }

    private static void require(boolean isWellFormed, String part) {
        if (!isWellFormed) {
            throw new IllegalArgumentException("not an FQAN: " + Problems.quote(part)
                    + " must not stand here; only `/*` after a group and `Role=*`" + " are wildcards");
        }
    }

    /** The same groups, whatever the role. */
    FqanPattern withAnyRole() {
        return new FqanPattern(group, subgroups, ANY);
    }

    @Override
    public String text() {
        return group + (subgroups ? "/*" : "") + (role.equals(NONE) ? "" : "/Role=" + role);
    }

    @Override
    public boolean isPattern() {
        return subgroups || role.equals(ANY);
    }

    @Override
    public Optional<String> vo() {
        return Optional.of(group.split("/", -1)[1]);
    }

    @Override
    public boolean matches(Candidate name) {
        return name instanceof Candidate.Attribute attribute && matches(attribute.fqan());
    }

    @Override
    public boolean covers(MapKey other) {
        return other instanceof FqanPattern that
                && (role.equals(ANY) || role.equals(that.role))
                && (that.group.equals(group)
                        ? subgroups || !that.subgroups
                        : subgroups && that.group.startsWith(group + "/"));
    }

    /** Whether the FQAN is in the set. */
    boolean matches(Fqan fqan) {
        String theirs = fqan.group();
        boolean groupMatches = theirs.equals(group) || (subgroups && theirs.startsWith(group + "/"));
        return groupMatches && (role.equals(ANY) || role.equals(fqan.role().orElse(NONE)));
    }
}
