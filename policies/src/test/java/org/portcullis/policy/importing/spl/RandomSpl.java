package org.portcullis.policy.importing.spl;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.portcullis.policy.importing.Imported.Asker;

/** Policies of Argus as a seed makes them, and requests that meet them: few words, so that they meet often. */
final class RandomSpl {
    private static final List<String> PATTERNS = List.of(
            ".*",
            ".*",
            ".*",
            ".*",
            ".*",
            ".*",
            ".*",
            "wn",
            "ce",
            "wn|ce",
            "(wn|ce)[12]?",
            "http://site.example.org/wn",
            "https?://site.example.org/(ce|wn)",
            "[cw][en]",
            "w.",
            "^wn$",
            "c+e",
            "[^w]*",
            "\\\\.*",
            "w(?:n){1,2}",
            "[a-z]{2}",
            "");
    private static final List<String> IDS = List.of(
            "wn",
            "ce",
            "wn1",
            "ce2",
            " wn ",
            "\twn",
            "cce",
            "wnn",
            "http://site.example.org/wn",
            "https://site-example.org/ce",
            "http://site.example.org/wnXX",
            "prefix-http://site.example.org/wn",
            "x",
            "",
            "w n",
            "\\x",
            "WN");
    private static final List<String> UNKNOWN_PATTERNS = List.of("(?i)wn", "w*+", "(a)\\\\1", "[a&&b]");
    private static final List<String> DNS =
            List.of("CN=Ann,O=Grid", "CN=Ben  Ba,O=Grid", "CN=host/ce.example.org,O=Grid");
    private static final List<String> NAMED_DNS = List.of(
            "CN=ann,O=grid", "cn=Ann, o=Grid", "CN=Ben Ba,O=Grid", "/O=Grid/CN=Ann", "CN=host/ce.example.org,O=Grid");
    private static final List<String> FQANS = List.of(
            "/atlas",
            "/atlas/Role=NULL/Capability=NULL",
            "/atlas/Role=pilot",
            "/atlas/Role=pilot/Capability=NULL",
            "/atlas/prod",
            "/cms/Role=NULL");
    private static final List<String> ISSUERS = List.of("CN=Authority,DC=example,DC=org", "CN=Other,DC=example,DC=org");
    private static final List<String> ATTRIBUTES = List.of(
            "subject",
            "subject",
            "fqan",
            "fqan",
            "pfqan",
            "vo",
            "subject-issuer",
            "x509-subject-issuer",
            "resource",
            "action");

    /** A rule with the names and values of its attributes in turn. */
    record Rule(boolean permits, List<String> attributes) {}

    record Action(String pattern, List<Rule> rules) {}

    record Resource(String pattern, List<Action> actions) {}

    private final SplittableRandom random;
    private final boolean alsoUnknown;

    RandomSpl(long seed, boolean alsoUnknown) {
        random = new SplittableRandom(seed);
        this.alsoUnknown = alsoUnknown;
    }

    List<Resource> policies() {
        return some(4, () -> new Resource(pattern(), some(4, () -> new Action(pattern(), some(5, this::rule)))));
    }

    Asker asker() {
        List<String> fqans =
                Stream.generate(() -> one(FQANS)).limit(random.nextInt(3)).toList();
        return new Asker(one(DNS), fqans, List.of(one(List.of("atlas", "cms", "ops"))));
    }

    String id() {
        return one(IDS);
    }

    /** The policies as text, each string quoted in one of the ways that it may be. */
    String text(List<Resource> policies) {
        StringBuilder text = new StringBuilder("default (local):\n\n# all of it\n");
        policies.forEach(resource -> {
            text.append("resource ").append(quoted(resource.pattern())).append(" {\n");
            resource.actions().forEach(action -> action(text, action));
            text.append("}\n");
        });
        return text.toString();
    }

    private void action(StringBuilder text, Action action) {
        text.append("  action ").append(quoted(action.pattern())).append(" {\n    description \"any\"\n");
        action.rules().forEach(rule -> {
            text.append("    rule ").append(rule.permits() ? "permit" : "deny").append(" {");
            for (int i = 0; i < rule.attributes().size(); i += 2) {
                text.append(' ')
                        .append(rule.attributes().get(i))
                        .append(" = ")
                        .append(quoted(rule.attributes().get(i + 1)));
            }
            text.append(" }\n");
        });
        text.append("  }\n");
    }

    private Rule rule() {
        List<String> attributes = IntStream.rangeClosed(0, random.nextInt(4) / 3)
                .boxed()
                .flatMap(i -> attribute().stream())
                .toList();
        return new Rule(random.nextInt(3) > 0, attributes);
    }

    private List<String> attribute() {
        if (alsoUnknown && random.nextInt(4) == 0) {
            return List.of(one(List.of("x509-authn-profile", "oidc-group")), one(List.of("yes", "no")));
        }
        String name = one(ATTRIBUTES);
        return List.of(
                name,
                switch (name) {
                    case "subject" -> one(NAMED_DNS);
                    case "vo" -> one(List.of("atlas", "cms"));
                    case "fqan", "pfqan" -> one(FQANS);
                    case "resource", "action" -> pattern();
                    default -> one(ISSUERS);
                });
    }

    private String pattern() {
        return alsoUnknown && random.nextInt(4) == 0 ? one(UNKNOWN_PATTERNS) : one(PATTERNS);
    }

    private String quoted(String value) {
        boolean bare = value.matches("[A-Za-z0-9_-]+") && random.nextBoolean();
        String quote = random.nextBoolean() ? "\"" : "'";
        return bare ? value : quote + value + quote;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        return Stream.generate(one).limit(1 + random.nextInt(most)).toList();
    }
}
