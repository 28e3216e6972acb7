package org.portcullis.policy.importing.spl;

import org.portcullis.policy.source.Position;
import org.portcullis.policy.source.Problems;

/** A word, a string or a sign of the policy language, and where it stands. */
record Token(Kind kind, String text, Position at) {
    enum Kind {
        WORD,
        STRING,
        SIGN,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** How a message names it. */
    String shown() {
        return kind == Kind.END ? "the end of the file" : Problems.quote(text);
    }
}
