package org.portcullis.pdp.mapping;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.MapLine.Value;
import org.portcullis.profile.Dn;

/** Looks at lines of map files one by one. */
final class LineLint {
    private static final Pattern LONG_FORM = Pattern.compile("/.*/Role=[^/]+/Capability=[^/]+");
    private static final Pattern BLANKS = Pattern.compile("^\\s.*|.*\\s$|.*\\s\\s.*");
    private static final Pattern CUT_NAME = Pattern.compile("[A-Za-z0-9._-]\\*");
    /** No VO is called so; who takes this takes all. */
    private static final String ANY_FQAN = "/~/Role=NULL/Capability=NULL";

    private final MappingTerms terms;
    private final Problems problems;

    LineLint(MappingTerms terms, Problems problems) {
        this.terms = terms;
        this.problems = problems;
    }

    private boolean lcmaps() {
        return terms.dialect() == MapDialect.LCMAPS;
    }

    void lookAtAccountLine(MapLine line) {
        lookAtKey(line);
        if (lcmaps()) {
            requireOne(line, value -> !value.isPool(), "account");
            requireOne(line, Value::isPool, "pool");
            lookAtNamedGlob(line);
        } else {
            line.values().stream().skip(1).forEach(this::ignored);
        }
        line.values().stream()
                .filter(value -> terms.limits().forbidden().contains(value.text()))
                .forEach(value -> problems.add(
                        MapRule.FORBIDDEN_ACCOUNT,
                        value.at(),
                        "account `" + value.text() + "` is forbidden: whoever is mapped to it is denied"));
    }

    void lookAtGroupLine(MapLine line) {
        lookAtKey(line);
        if (lcmaps()) {
            requireOne(line, value -> !value.isPool(), "group");
            line.values().stream()
                    .filter(Value::isPool)
                    .forEach(value -> problems.add(
                            MapRule.IGNORED_VALUE, value.at(), "there are no pools of groups: name a group"));
            if (isDn(line)) {
                never(line, "groups are given for FQANs only");
            }
        }
    }

    private void requireOne(MapLine line, Predicate<Value> kind, String what) {
        line.values().stream()
                .filter(kind)
                .skip(1)
                .forEach(value -> problems.add(
                        MapRule.IGNORED_VALUE, value.at(), "only the first " + what + " of a line counts"));
    }

    private void ignored(Value value) {
        problems.add(MapRule.IGNORED_VALUE, value.at(), "only the first value of a line counts");
    }

    private void never(MapLine line, String why) {
        problems.add(MapRule.NEVER_FITS, line.at(), why);
    }

    private static boolean isDn(MapLine line) {
        return MapKey.isDn(line.key().text());
    }

    private void lookAtNamedGlob(MapLine line) {
        if (isDn(line)
                && line.key().isPattern()
                && line.values().stream().noneMatch(Value::isPool)
                && !line.values().isEmpty()) {
            never(line, "the DN of an account that is named is compared letter by letter, not as a glob");
        }
    }

    private void lookAtKey(MapLine line) {
        if (line.values().isEmpty()) {
            never(line, "it has no value");
        }
        if (BLANKS.matcher(line.written()).matches()) {
            problems.add(
                    MapRule.BLANKS_IN_KEY,
                    line.at(),
                    "blanks count: at an end, or two in a row, they are seldom meant");
        }
        if (isDn(line) && !line.key().isPattern()) {
            lookAtDn(line);
        }
        if (lcmaps()) {
            lookAtGlob(line);
        }
    }

    private void lookAtDn(MapLine line) {
        try {
            Dn dn = line.key() instanceof MapKey.ExactDn exact
                    ? exact.dn()
                    : Dn.parse(line.key().text());
            if (!dn.withoutProxyNames().equals(dn)) {
                problems.add(
                        MapRule.PROXY_NAME,
                        line.at(),
                        "the name of a proxy; people are known by "
                                + Problems.quote(dn.withoutProxyNames().value()));
            }
            String spelt = terms.dialect().spell(dn);
            if (lcmaps()
                    && !spelt.equals(line.key().text())
                    && !line.key().text().contains("\\x")) {
                problems.add(MapRule.OTHER_SPELLING, line.at(), "names are compared as " + Problems.quote(spelt));
            }
        } catch (IllegalArgumentException e) {
            never(line, "neither a DN nor an FQAN");
        }
    }

    private void lookAtGlob(MapLine line) {
        String key = line.key().text();
        if (key.chars().anyMatch(c -> c > '~' || c < ' ')) {
            never(line, "names are compared as OpenSSL prints them, with `\\xHH` for what is not ASCII");
        }
        if (CUT_NAME.matcher(key).find()) {
            problems.add(
                    MapRule.GLOB_PREFIX,
                    line.at(),
                    "also fits names that go on, as " + Problems.quote(key.replaceFirst("\\*", "fake"))
                            + ": write `/*` where whole parts are meant");
        }
        if (line.key() instanceof Glob glob && glob.isPattern() && glob.matches(ANY_FQAN)) {
            problems.add(MapRule.TAKES_EVERYBODY, line.at(), "fits every FQAN: name the VO");
        }
        if (!isDn(line) && !line.key().isPattern() && !LONG_FORM.matcher(key).matches()) {
            never(
                    line,
                    "FQANs are compared as VOMS writes them: write " + Problems.quote(longForm(key)) + " or a pattern");
        }
    }

    private static String longForm(String key) {
        String group = List.of(key.split("/(?=Capability=)")).get(0);
        return (group.contains("/Role=") ? group : group + "/Role=NULL") + "/Capability=NULL";
    }
}
