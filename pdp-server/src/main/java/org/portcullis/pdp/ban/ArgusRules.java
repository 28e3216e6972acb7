package org.portcullis.pdp.ban;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.config.ConfigException;

/** Bans as deny rules of Argus. A rule for one resource or action is read as one for all: a ban is never made narrower. */
final class ArgusRules {
    private static final Pattern RULE = Pattern.compile("\\brule\\s+deny\\s*\\{([^}]*)}");
    private static final Pattern BEGINNING = Pattern.compile("\\brule\\s+deny\\b");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*(subject|subject-issuer|vo|fqan|pfqan)\\s*=\\s*\"([^\"]*)\"\\s*;?\\s*");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:#|//).*$");

    private ArgusRules() {}

    static List<Ban> read(Path file, String text) {
        List<Ban> bans = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String rules = COMMENT.matcher(text).replaceAll("");
        Matcher rule = RULE.matcher(rules);
        int read = 0;
        while (rule.find()) {
            read++;
            try {
                bans.add(ban(rule.group(1)));
            } catch (IllegalArgumentException e) {
                problems.add(file + ": not a ban: `" + rule.group().replaceAll("\\s+", " ")
                        + "`, a deny rule with one subject, subject-issuer, vo, fqan or pfqan is");
            }
        }
        long begun = BEGINNING.matcher(rules).results().count();
        if (begun != read) {
            problems.add(
                    file + ": " + (begun - read) + " deny rules cannot be read: write rule deny { subject=\"…\" }");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return bans;
    }

    private static Ban ban(String body) {
        Matcher attribute = ATTRIBUTE.matcher(body);
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

    static Optional<String> write(Ban ban) {
        if (ban instanceof Ban.BannedDn banned) {
            return Optional.of(rule("subject", banned.dn().toRfc2253()));
        } else if (ban instanceof Ban.BannedCa banned) {
            return Optional.of(rule("subject-issuer", banned.issuer().toRfc2253()));
        } else if (ban instanceof Ban.BannedVo banned && banned.scope() == Ban.Scope.ALL) {
            return Optional.of(rule("vo", banned.vo().value()));
        } else if (ban instanceof Ban.BannedFqan banned && !banned.subtree()) {
            return Optional.of(rule("fqan", banned.fqan().value()));
        }
        return Optional.empty();
    }

    private static String rule(String attribute, String value) {
        return "        rule deny { " + attribute + "=\"" + value + "\" }";
    }

    static String document(List<String> rules) {
        return "resource \".*\" {\n    action \".*\" {\n" + String.join("\n", rules) + "\n    }\n}\n";
    }
}
