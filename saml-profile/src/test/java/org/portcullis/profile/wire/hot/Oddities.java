package org.portcullis.profile.wire.hot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be wrong or unusual about a message, put somewhere into one. */
final class Oddities {
    private static final List<Oddity> ALL = List.of(
            // between elements
            odd("><", "><!--c--><", ">\n<", ">\u2003<", ">x<", "><?p i?><", ">&#32;<", "><![CDATA[ ]]><", ">&#xa;<"),
            odd("><", "><x/><", "><x xmlns='urn:x'/><", "><Attribute/><", ">\u0085<", ">\u001f<", ">]]><"),
            // at the end of a text
            odd("</", "<![CDATA[x]]></", "<!--c--></", "&#x41;</", "&amp;</", "&lt;b&gt;</", "&foo;</", "&#13;</"),
            odd("</", "&#65534;</", "&#xD800;</", "&#x110000;</", "&#0;</", "&#+65;</", "&#x;</", "&;</", "\u00fc</"),
            odd(
                    "</",
                    "\ufffe</",
                    "]]></",
                    " </",
                    "<b/></",
                    "\r\n</",
                    "\u0007</",
                    "\ud83d\ude00</",
                    "\u202e</",
                    "&lt</"),
            odd("</", "&quot;&apos;</", "&#1114112;</", "&#x10FFFF;</", "&#xFFFFF;</", "&#X41;</", "&AMP;</"),
            // in a tag
            odd(">", " a='1'>", " xml:lang='en'>", " xsi:type='x:y'>", " xsi:nil='true'>", " xmlns:z=''>", "/>"),
            odd(
                    ">",
                    " xmlns:z='urn:z'>",
                    " xmlns=''>",
                    " z:z='1' xmlns:z='urn:z'>",
                    " xmlns:xsi='urn:z'>",
                    " >",
                    "\n>"),
            odd(
                    ">",
                    " xmlns:xml='http://www.w3.org/XML/1998/namespace'>",
                    " xmlns:xmlns='urn:z'>",
                    " xmlns:z='urn:z'z>"),
            odd(">", " ID='_b'>", " DataType='x'>", " AttributeId='x'>", " Issuer='x'>", " SubjectCategory='x'>", ">>"),
            odd(">", " xmlns:y='urn:y' xmlns:z='urn:y' y:a='1' z:a='2'>", " Destination='https://localhost/'>", "<"),
            odd(
                    ">",
                    " q:a='1'>",
                    " a='&foo;'>",
                    " a='<'>",
                    " a='&amp;'>",
                    " a=b>",
                    " a>",
                    " " + "b".repeat(2000) + "='1'>"),
            odd("<(?=\\w)", "<\u00e9", "<:", "<x:", "< ", "<-", "<" + "p".repeat(1001) + ":"),
            // in a value of an attribute
            odd(
                    "=\"",
                    "=\" ",
                    "=\"\t",
                    "=\"&#32;",
                    "=\"&#9;",
                    "=\"&#xA0;",
                    "='",
                    "= \"",
                    "=",
                    "=\"" + "y".repeat(9000)),
            odd("\" ", " \" ", "\"", "' ", "\"\n", "\"\u00a0"),
            odd("DataType=\"[^\"]*\"", "", "DataType=\"\"", "DataType=\"urn:x\"", "Issuer=\"\" DataType=\"urn:x\""),
            odd("IssueInstant=\"[^\"]*\"", "IssueInstant=\"2026-11-22T07:29:54+01:00\"", "IssueInstant=\"now\""),
            odd("IssueInstant=\"[^\"]*\"", "IssueInstant=\"2026-11-22T07:29:54.123456789Z\"", "IssueInstant=\"\""),
            odd(
                    "IssueInstant=\"[^\"]*\"",
                    "IssueInstant=\"2026-02-30T07:29:54Z\"",
                    "IssueInstant=\"0000-01-01T00:00:00Z\""),
            odd(
                    "IssueInstant=\"[^\"]*\"",
                    "IssueInstant=\"2026-11-22T24:00:00Z\"",
                    "IssueInstant=\"2026-12-31T23:59:60Z\""),
            odd(
                    "IssueInstant=\"[^\"]*\"",
                    "IssueInstant=\"2026-11-22T07:29:54\"",
                    "IssueInstant=\"2026-11-22T07:29Z\""),
            odd(
                    "IssueInstant=\"[^\"]*\"",
                    "IssueInstant=\"0001-01-01T00:00:00.5Z\"",
                    "IssueInstant=\"9999-12-31T23:59:59Z\""),
            odd(
                    "(?<= )ID=\"[^\"]*\"",
                    "ID=\"1\"",
                    "",
                    "ID=\"_\u00e9\"",
                    "ID=\"a b\"",
                    "ID=\"\"",
                    "ID=\"a&amp;b\"",
                    "id=\"a\""),
            odd(
                    "Version=[\"'][^\"']*[\"']",
                    "Version=\"1.1\"",
                    "Version=\"2.1\"",
                    "",
                    "Version=\"2.0 \"",
                    "Version=\"2\""),
            odd("ReturnContext=\"", "ReturnContext=\"x", "Consent=\"urn:x\" ReturnContext=\"", "Destination=\""),
            odd("=\"true\"", "=\"TRUE\"", "=\"1\"", "=\" true \"", "=\"\""),
            odd("=\"false\"", "=\"0\"", "=\"no\""),
            odd("urn:oasis:names:tc", "urn:oasis:names:TC", " urn:oasis:names:tc", "urn:oasis:names&#58;tc"),
            odd("xml/soap", "xml/Soap", "xml/soap/", "xml&#x2f;soap"),
            // around it
            odd("^", "\ufeff", " ", "<!-- -->", "<!DOCTYPE x>", "<?xml version='1.1'?>", "<?xml version='1.0'?>"),
            odd("^<\\?xml[^>]*>", "", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "<?xml version=\"1.1\"?>"),
            odd(
                    "^<\\?xml[^>]*>",
                    "<?xml version=\"1.0\" standalone=\"no\"?>",
                    "<?xml version=\"1.0\"encoding=\"UTF-8\"?>"),
            odd("$", "\n", "<!-- -->", "x", "<x/>", "\u0000", "<?p?>"),
            odd(
                    "<(?=[\\w-]*:?Body)",
                    "<x/><",
                    "<soap:Header xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'/><"),
            odd("<[\\w-]*:?Attribute .*?</[\\w-]*:?Attribute>", "", "$0$0", "<!--$0-->", "<x>$0</x>"),
            odd("<[\\w-]*:?Subject[ >].*?</[\\w-]*:?Subject>", "", "$0$0"),
            odd("<[\\w-]*:?Action[ >].*?</[\\w-]*:?Action>", "", "$0$0"),
            odd(
                    "<[\\w-]*:?Issuer.*?Issuer>",
                    "",
                    "$0$0",
                    "$0<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/>"),
            odd("<[\\w-]*:?AttributeValue.*?AttributeValue>", "", "$0$0", "$0".repeat(70)),
            odd("<[\\w-]*:?Attribute .*?</[\\w-]*:?Attribute>", "$0".repeat(260)),
            odd("Envelope ", "Envelope " + declarations(33), "Envelope " + declarations(20)));
    private static final String BYTES = "<>&\"'/= x0:;#]!?-";

    private Oddities() {}

    private record Oddity(Pattern anchor, List<String> instead) {}

    private static Oddity odd(String anchor, String... instead) {
        return new Oddity(Pattern.compile(anchor, Pattern.DOTALL), List.of(instead));
    }

    private static String declarations(int count) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < count; n++) {
            text.append("xmlns:n").append(n).append("='urn:n' ");
        }
        return text.toString();
    }

    /** The message with one oddity at a place where it fits; the message itself if it fits nowhere. */
    static String with(String message, SplittableRandom random) {
        Oddity oddity = ALL.get(random.nextInt(ALL.size()));
        Matcher anchor = oddity.anchor.matcher(message);
        List<MatchResult> places = anchor.results().toList();
        if (places.isEmpty()) {
            return message;
        }
        MatchResult place = places.get(random.nextInt(places.size()));
        String instead =
                oddity.instead.get(random.nextInt(oddity.instead.size())).replace("$0", place.group());
        return message.substring(0, place.start()) + instead + message.substring(place.end());
    }

    /** The message with a few bytes changed, left out or doubled. */
    static byte[] damaged(String message, SplittableRandom random) {
        byte[] bytes = message.getBytes(UTF_8);
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            int at = random.nextInt(bytes.length - 1);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) BYTES.charAt(random.nextInt(BYTES.length()));
                case 2 -> System.arraycopy(bytes, at, bytes, at + 1, bytes.length - at - 1);
                default -> System.arraycopy(bytes, at + 1, bytes, at, bytes.length - at - 1);
            }
        }
        return bytes;
    }
}
