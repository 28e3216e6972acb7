package org.portcullis.policy.importing.spl;

import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.portcullis.policy.importing.Imported.Asker;

/** What Argus decides, word by word as its manual and its code say: the first rule that applies. */
record NaiveArgus(List<RandomSpl.Resource> policies) {
    private static final String ISSUER = "CN=Authority,DC=example,DC=org";

    /** What is asked; {@code other} is the value of every attribute that packs do not know. */
    record Question(Asker asker, String resource, String action, String other) {}

    /** Whether it is permitted; what no rule applies to is not. */
    boolean permits(Question question) {
        for (RandomSpl.Resource resource : policies) {
            if (fits(resource.pattern(), question.resource())) {
                for (RandomSpl.Action action : resource.actions()) {
                    if (fits(action.pattern(), question.action())) {
                        for (RandomSpl.Rule rule : action.rules()) {
                            if (applies(rule, question)) {
                                return rule.permits();
                            }
                        }
                    }
                }
            }
        }
        return false;
    }

    private static boolean applies(RandomSpl.Rule rule, Question question) {
        for (int i = 0; i < rule.attributes().size(); i += 2) {
            if (!holds(rule.attributes().get(i), rule.attributes().get(i + 1), question)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(String name, String value, Question question) {
        Asker asker = question.asker();
        List<String> fqans = asker.fqans().stream().map(NaiveArgus::normal).toList();
        return switch (name) {
            case "subject" -> same(value, asker.dn());
            case "subject-issuer", "x509-subject-issuer" -> same(value, ISSUER);
            case "vo" ->
                asker.vos().contains(value) || fqans.stream().anyMatch(fqan -> fqan.split("/", -1)[1].equals(value));
            case "fqan" -> fqans.contains(normal(value));
            case "pfqan" -> !fqans.isEmpty() && fqans.get(0).equals(normal(value));
            case "resource" -> fits(value, question.resource());
            case "action" -> fits(value, question.action());
            default -> value.equals(question.other());
        };
    }

    /** An attribute without a value is not sent. */
    private static boolean fits(String pattern, String value) {
        return !value.isEmpty() && value.trim().matches(pattern);
    }

    private static boolean same(String name, String other) {
        return principal(name).equals(principal(other));
    }

    private static X500Principal principal(String name) {
        return new X500Principal(name.equals("/O=Grid/CN=Ann") ? "CN=Ann,O=Grid" : name);
    }

    private static String normal(String fqan) {
        return fqan.replace("/Capability=NULL", "").replace("/Role=NULL", "");
    }
}
