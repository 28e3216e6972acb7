package org.portcullis.policy.importing.spl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;
import org.portcullis.policy.source.Spelling;

/**
 * Reads a file in the policy language of Argus, as written for {@code pap-admin add-policies-from-file} or as printed by
 * {@code pap-admin list-policies}, which also writes ids, and an equals sign after {@code description}.
 */
final class SplParser {
    private static final Set<String> KEYWORDS =
            Set.of("resource", "action", "private", "rule", "permit", "deny", "description", "obligation");

    private final List<Token> tokens;
    private int next;

    private SplParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * The resources of a file, at least one.
     *
     * @throws ImportException at the first token that does not belong where it stands
     */
    static List<SplBlock.Resource> resources(PackFile file) {
        SplParser parser = new SplParser(SplLexer.tokens(file));
        List<SplBlock.Resource> resources = new ArrayList<>();
        do {
            resources.add(parser.resource());
        } while (parser.peek().kind() != Token.Kind.END);
        return resources;
    }

    private SplBlock.Resource resource() {
        skipId();
        if (peek().isWord("action") || peek().isWord("private")) {
            throw new ImportException(
                    peek().at(),
                    "this action stands outside of a resource; put it into `resource \"...\" { }`, with the pattern of"
                            + " the resource it was added to");
        }
        Position at = take("resource").at();
        Token pattern = string();
        Content content = new Content();
        List<SplBlock.Action> actions = new ArrayList<>();
        sign("{");
        do {
            skipId();
            if (!content.read()) {
                actions.add(action());
            }
        } while (!accept("}"));
        return new SplBlock.Resource(at, content.named(pattern), actions);
    }

    private SplBlock.Action action() {
        boolean isPrivate = peek().isWord("private");
        if (isPrivate) {
            next++;
        }
        Position at = isPrivate
                ? take("action").at()
                : takeOneOf("action", "private", "description", "obligation").at();
        Token pattern = string();
        Content content = new Content();
        List<SplBlock.Rule> rules = new ArrayList<>();
        sign("{");
        do {
            skipId();
            if (!content.read()) {
                rules.add(rule());
            }
        } while (!accept("}"));
        return new SplBlock.Action(at, content.named(pattern), isPrivate, rules);
    }

    private SplBlock.Rule rule() {
        Position at = takeOneOf("rule", "description", "obligation").at();
        boolean permits = takeOneOf("permit", "deny").isWord("permit");
        List<SplBlock.Attribute> attributes = new ArrayList<>();
        sign("{");
        do {
            attributes.add(attribute());
        } while (!accept("}"));
        return new SplBlock.Rule(at, permits, attributes);
    }

    /** A keyword is a name here: the listing of a PAP does not quote it. */
    private SplBlock.Attribute attribute() {
        Token name = peek().kind() == Token.Kind.WORD ? tokens.get(next++) : string();
        sign("=");
        return new SplBlock.Attribute(name, string());
    }

    /** The ids that {@code list-policies} prints name things in the store of the PAP only. */
    private void skipId() {
        if (peek().isWord("id") && tokens.get(next + 1).isSign("=")) {
            next += 2;
            string();
        }
    }

    private Token string() {
        Token token = peek();
        boolean isText = token.kind() == Token.Kind.STRING
                || (token.kind() == Token.Kind.WORD && !KEYWORDS.contains(token.text()));
        if (!isText) {
            throw expected("a name or a string in quotes", "");
        }
        next++;
        return token;
    }

    private Token take(String word) {
        return takeOneOf(word);
    }

    /** The first word is what is looked for; the others may stand here too and are named in the message. */
    private Token takeOneOf(String... words) {
        Token token = peek();
        List<String> wanted = List.of(words);
        boolean isOne = token.kind() == Token.Kind.WORD && wanted.contains(token.text());
        if (!isOne) {
            String listed = wanted.stream().map(Problems::quote).collect(Collectors.joining(" or "));
            throw expected(listed, Spelling.hint(token.text(), new TreeSet<>(wanted)));
        }
        next++;
        return token;
    }

    private void sign(String sign) {
        if (!accept(sign)) {
            throw expected(Problems.quote(sign), "");
        }
    }

    private boolean accept(String sign) {
        boolean found = peek().isSign(sign);
        if (found) {
            next++;
        }
        return found;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private ImportException expected(String what, String guess) {
        return new ImportException(
                peek().at(), "syntax error: expected " + what + ", but found " + peek().shown() + guess);
    }

    /** Descriptions and obligations, which may stand between the parts of a block; the last description counts. */
    private final class Content {
        private final List<Token> obligations = new ArrayList<>();
        private String description = "";

        boolean read() {
            if (peek().isWord("description")) {
                next++;
                accept("=");
                description = string().text();
                return true;
            }
            if (peek().isWord("obligation")) {
                next++;
                obligations.add(obligation());
                return true;
            }
            return false;
        }

        private Token obligation() {
            Token id = string();
            sign("{");
            while (!accept("}")) {
                attribute();
            }
            return id;
        }

        SplBlock.Named named(Token pattern) {
            return new SplBlock.Named(pattern, description, obligations);
        }
    }
}
