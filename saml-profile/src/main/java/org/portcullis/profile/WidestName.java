package org.portcullis.profile;

import java.util.Arrays;

/** The widest reading of a plain name, without the costs of Unicode: ban lists hold a million of them. */
final class WidestName {
    private static final String MAIL = "emailAddress=";

    private WidestName() {}

    static String ofPlain(String name) {
        String[] parts = new String[count(name)];
        int lasting = 0;
        int mail = parts.length;
        for (int start = 1; start <= name.length(); start = DnText.endOfPart(name, start) + 1) {
            String folded = fold(name, start, DnText.endOfPart(name, start));
            if (name.startsWith(MAIL, start)) {
                parts[--mail] = folded;
            } else {
                parts[lasting++] = folded;
            }
        }
        int counted = lasting == 0 ? parts.length : lasting;
        Arrays.sort(parts, 0, counted);
        return String.join("/", Arrays.asList(parts).subList(0, counted));
    }

    private static int count(String name) {
        int slashes = 0;
        for (int n = 0; n < name.length(); n++) {
            slashes += name.charAt(n) == '/' ? 1 : 0;
        }
        return slashes;
    }

    /** Lower case, runs of blanks as one, none around the value. */
    private static String fold(String name, int start, int end) {
        StringBuilder folded = new StringBuilder(end - start);
        int value = name.indexOf('=', start) + 1;
        for (int n = start; n < value; n++) {
            folded.append(lower(name.charAt(n)));
        }
        int empty = folded.length();
        boolean blank = false;
        for (int n = value; n < end; n++) {
            char c = name.charAt(n);
            if (c != ' ') {
                folded.append(blank && folded.length() > empty ? " " : "").append(lower(c));
            }
            blank = c == ' ';
        }
        return folded.toString();
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
