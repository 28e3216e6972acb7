package org.portcullis.policy.importing.spl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.PackFile;
import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/**
 * Cuts a policy file into tokens as Argus does: a comment ends with its line or at the next {@code #}, and a backslash in
 * a string stays part of its value. Heads of lists as {@code pap-admin list-policies} prints them are passed over.
 */
final class SplLexer {
    private static final Pattern HEAD = Pattern.compile("[A-Za-z0-9_.-]+ \\([^()\\n]*\\):[ \\t\\r]*(?=\\n|$)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern ESCAPE = Pattern.compile("[ntbrf\\\\'\"]|[0-3][0-7][0-7]|[0-7][0-7]?");

    private final PackFile file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int line = 1;
    private int lineStart;

    private SplLexer(PackFile file) {
        this.file = file;
        this.text = file.text();
    }

    /**
     * The tokens of a file, the end as the last one.
     *
     * @throws ImportException at a character that belongs to no token
     */
    static List<Token> tokens(PackFile file) {
        SplLexer lexer = new SplLexer(file);
        while (lexer.next < lexer.text.length()) {
            lexer.read();
        }
        lexer.tokens.add(new Token(Token.Kind.END, "", lexer.at()));
        return lexer.tokens;
    }

    private void read() {
        char c = text.charAt(next);
        switch (c) {
            case '\n' -> {
                next++;
                line++;
                lineStart = next;
            }
            case ' ', '\t', '\r', '\f' -> next++;
            case '#' -> comment();
            case '{', '}', '=' -> {
                tokens.add(new Token(Token.Kind.SIGN, String.valueOf(c), at()));
                next++;
            }
            case '"', '\'' -> string(c);
            default -> word();
        }
    }

    private void comment() {
        do {
            next++;
        } while (next < text.length() && text.charAt(next) != '#' && text.charAt(next) != '\n');
        if (next < text.length() && text.charAt(next) == '#') {
            next++;
        }
    }

    private void word() {
        Matcher head = HEAD.matcher(text).region(next, text.length());
        if (next == lineStart && head.lookingAt()) {
            next = head.end();
            return;
        }
        Matcher word = WORD.matcher(text).region(next, text.length());
        if (!word.lookingAt()) {
            throw new ImportException(
                    at(),
                    "syntax error: " + Problems.quote(text.substring(next, text.offsetByCodePoints(next, 1)))
                            + " belongs to no word; put names in quotes");
        }
        tokens.add(new Token(Token.Kind.WORD, word.group(), at()));
        next = word.end();
    }

    private void string(char quote) {
        Position start = at();
        int end = next + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            char c = text.charAt(end);
            if (c == '\\') {
                end = afterEscape(end);
            } else if (Character.isISOControl(c)) {
                throw new ImportException(
                        at(end), "syntax error: a string ends on its line and holds no control characters");
            } else {
                end++;
            }
        }
        if (end >= text.length()) {
            throw new ImportException(start, "syntax error: the string that begins here does not end");
        }
        tokens.add(new Token(Token.Kind.STRING, text.substring(next + 1, end), start));
        next = end + 1;
    }

    private int afterEscape(int backslash) {
        Matcher escape = ESCAPE.matcher(text).region(backslash + 1, text.length());
        if (!escape.lookingAt()) {
            throw new ImportException(
                    at(backslash),
                    "syntax error: after a backslash in a string only one of n t b r f \\ ' \" or octal digits may stand");
        }
        return escape.end();
    }

    private Position at() {
        return at(next);
    }

    private Position at(int index) {
        return file.at(line, index - lineStart + 1);
    }
}
