package org.portcullis.policy.facts;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.portcullis.profile.Dn;

/**
 * How X.500 compares names, as text: two names are the same there if and only if these texts are equal. Case and the
 * number of blanks do not matter, the order of the parts does.
 */
public final class X500Name {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private X500Name() {}

    /** The text by which this name is compared. */
    public static String of(Dn dn) {
        return isTidy(dn.value()) ? dn.value().toLowerCase(Locale.ROOT) : ofParts(dn);
    }

    /** Whether nothing but case can be folded, as in nearly all names: ASCII, and single blanks inside of values. */
    private static boolean isTidy(String name) {
        char before = '/';
        for (int n = 0; n < name.length(); n++) {
            char c = name.charAt(n);
            boolean folds = c == ' ' ? before == ' ' || before == '=' : c == '/' && before == ' ';
            if (folds || c < ' ' || c > '~') {
                return false;
            }
            before = c;
        }
        return before != ' ';
    }

    /** As {@link #of}, whatever the name is made of. */
    static String ofParts(Dn dn) {
        return dn.parts().stream().map(X500Name::fold).collect(Collectors.joining("/", "/", ""));
    }

    private static String fold(String part) {
        int equals = part.indexOf('=');
        String value =
                BLANKS.matcher(part.substring(equals + 1)).replaceAll(" ").strip();
        String caseless = value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String type = part.substring(0, equals).toLowerCase(Locale.ROOT);
        return type + "=" + Normalizer.normalize(caseless, Normalizer.Form.NFKD);
    }
}
