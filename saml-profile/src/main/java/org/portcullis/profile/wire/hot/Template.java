package org.portcullis.profile.wire.hot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer with gaps where the next one of its kind may be different. Immutable. */
final class Template {
    /** The texts between these are values, in which neither can occur. */
    private static final Pattern PLACES =
            Pattern.compile("<saml2p:Response [^>]*>|<saml2:Assertion [^>]*>|</xacml-context:Result>");

    private static final Pattern ATTRIBUTES = Pattern.compile(" (?:(ID)|(InResponseTo)|IssueInstant)=\"([^\"]*)\"");

    private enum Gap {
        FRESH_ID,
        QUERY_ID,
        TIME,
        OBLIGATIONS
    }

    /** The text before each gap, and after the last. */
    private final List<byte[]> texts = new ArrayList<>();

    private final List<Gap> gaps = new ArrayList<>();

    private Template(String answer) {
        int end = 0;
        Matcher place = PLACES.matcher(answer);
        Matcher attribute = ATTRIBUTES.matcher(answer);
        while (place.find()) {
            attribute.region(place.start(), place.end());
            while (attribute.find()) {
                add(answer.substring(end, attribute.start(3)), gap(attribute));
                end = attribute.end(3);
            }
            if (answer.startsWith("</", place.start())) {
                add(answer.substring(end, place.start()), Gap.OBLIGATIONS);
                end = place.start();
            }
        }
        texts.add(answer.substring(end).getBytes(UTF_8));
    }

    /** Takes IDs and times out of an answer. */
    static Template of(byte[] answer) {
        return new Template(new String(answer, UTF_8));
    }

    private static Gap gap(Matcher attribute) {
        if (attribute.group(1) != null) {
            return Gap.FRESH_ID;
        }
        return attribute.group(2) == null ? Gap.TIME : Gap.QUERY_ID;
    }

    private void add(String text, Gap gap) {
        texts.add(text.getBytes(UTF_8));
        gaps.add(gap);
    }

    /** An answer to this query, made now, with the text of these obligations. */
    byte[] fill(String queryId, String now, String obligations) {
        byte[][] values = new byte[gaps.size()][];
        int length = texts.get(values.length).length;
        for (int i = 0; i < values.length; i++) {
            values[i] = value(gaps.get(i), queryId, now, obligations).getBytes(UTF_8);
            length += texts.get(i).length + values[i].length;
        }
        byte[] answer = new byte[length];
        int end = 0;
        for (int i = 0; i < values.length; i++) {
            end = append(values[i], answer, append(texts.get(i), answer, end));
        }
        append(texts.get(values.length), answer, end);
        return answer;
    }

    private static String value(Gap gap, String queryId, String now, String obligations) {
        return switch (gap) {
            case FRESH_ID -> "_" + UUID.randomUUID();
            case QUERY_ID -> queryId;
            case TIME -> now;
            case OBLIGATIONS -> obligations;
        };
    }

    private static int append(byte[] part, byte[] answer, int end) {
        System.arraycopy(part, 0, answer, end, part.length);
        return end + part.length;
    }
}
