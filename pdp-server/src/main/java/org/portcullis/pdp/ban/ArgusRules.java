package org.portcullis.pdp.ban;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/** Bans as deny rules of Argus. A rule for one resource or action is read as one for all: a ban is never made narrower. */
final class ArgusRules {
    private static final Pattern RULE = Pattern.compile("\\brule\\s+deny\\s*\\{([^}]*)}");
    private static final Pattern BEGINNING = Pattern.compile("\\brule\\s+deny\\b");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*(subject|subject-issuer|vo|fqan|pfqan)\\s*=\\s*\"([^\"]*)\"\\s*;?\\s*");
    private static final Pattern UNSAYABLE = Pattern.compile("[\"}]");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:#|//).*$");

    private ArgusRules() {}

    static List<Ban> read(Path file, String text) {
        List<Ban> bans = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String rules = COMMENT.matcher(text)
                .replaceAll(remark -> " ".repeat(remark.group().length()));
        Matcher beginning = BEGINNING.matcher(rules);
        while (beginning.find()) {
            Matcher rule = RULE.matcher(rules).region(beginning.start(), rules.length());
            try {
                bans.add(ban(rule));
            } catch (IllegalArgumentException e) {
                problems.add(place(file, text, offence(rule)) + ": not a ban: " + quote(rules, rule)
                        + ", a deny rule with one subject, subject-issuer, vo, fqan or pfqan is");
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return bans;
    }

    private static Ban ban(Matcher rule) {
        if (!rule.lookingAt()) {
            throw new IllegalArgumentException("not a rule");
        }
        Matcher attribute = ATTRIBUTE.matcher(rule.group(1));
        if (!attribute.matches()) {
            throw new IllegalArgumentException("not one attribute");
        }
        return Ban.parse(switch (attribute.group(1)) {
                    case "subject" -> "dn:";
                    case "subject-issuer" -> "ca:";
                    case "vo" -> "vo:";
                    default -> "fqan:";
                }
                + attribute.group(2));
    }

    /** Where the trouble starts: at the value, at what is no attribute, or at the rule that is none. */
    private static int offence(Matcher rule) {
        if (!rule.lookingAt()) {
            return rule.regionStart();
        }
        String body = rule.group(1);
        Matcher attribute = ATTRIBUTE.matcher(body);
        return rule.start(1)
                + (attribute.matches()
                        ? attribute.start(2)
                        : body.length() - body.stripLeading().length());
    }

    private static String quote(String rules, Matcher rule) {
        String begun = rule.lookingAt() ? rule.group() : rules.substring(rule.regionStart());
        return Problems.quote(begun.replaceAll("\\s+", " "));
    }

    private static Position place(Path file, String text, int offset) {
        String before = text.substring(0, offset);
        int line = (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
        return new Position(file.toString(), line, offset - before.lastIndexOf('\n'));
    }

    static Optional<String> write(Ban ban) {
        if (ban instanceof Ban.BannedDn banned) {
            return rule("subject", banned.dn().toRfc2253());
        } else if (ban instanceof Ban.BannedCa banned) {
            return rule("subject-issuer", banned.issuer().toRfc2253());
        } else if (ban instanceof Ban.BannedVo banned && banned.scope() == Ban.Scope.ALL) {
            return rule("vo", banned.vo().value());
        } else if (ban instanceof Ban.BannedFqan banned && !banned.subtree()) {
            return rule("fqan", banned.fqan().value());
        }
        return Optional.empty();
    }

    private static Optional<String> rule(String attribute, String value) {
        return UNSAYABLE.matcher(value).find()
                ? Optional.empty()
                : Optional.of("        rule deny { " + attribute + "=\"" + value + "\" }");
    }

    static String document(List<String> rules) {
        return "resource \".*\" {\n    action \".*\" {\n" + String.join("\n", rules) + "\n    }\n}\n";
    }
}
