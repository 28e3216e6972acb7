package org.portcullis.profile.wire;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.portcullis.profile.Dn;

/** The data types that occur in request contexts (XACML 2.0 appendix B, XML Schema 2), each with its lexical check. */
final class DataType {
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema#";
    private static final String XACML_1 = "urn:oasis:names:tc:xacml:1.0:data-type:";
    /** What a regular expression calls blank. */
    private static final String BLANKS = " \t\n\u000B\f\r";

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,100}");
    private static final Pattern BOOLEAN = Pattern.compile("true|false|0|1");
    private static final Pattern DOUBLE =
            Pattern.compile("[+-]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?|-?INF|NaN");
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})*");
    private static final Pattern ZONE = Pattern.compile("(?:Z|[+-]\\d{2}:\\d{2})$");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final Map<String, Predicate<String>> CHECKS = Map.ofEntries(
            Map.entry(SCHEMA + "string", value -> true),
            Map.entry(SCHEMA + "anyURI", value -> true),
            Map.entry(SCHEMA + "integer", INTEGER.asMatchPredicate()),
            Map.entry(SCHEMA + "boolean", BOOLEAN.asMatchPredicate()),
            Map.entry(SCHEMA + "double", DOUBLE.asMatchPredicate()),
            Map.entry(SCHEMA + "hexBinary", HEX.asMatchPredicate()),
            Map.entry(SCHEMA + "base64Binary", DataType::isBase64),
            Map.entry(SCHEMA + "dateTime", value -> parses(DateTimeFormatter.ISO_DATE_TIME, value)),
            Map.entry(
                    SCHEMA + "date",
                    value -> parses(
                            DateTimeFormatter.ISO_LOCAL_DATE,
                            ZONE.matcher(value).replaceFirst(""))),
            Map.entry(SCHEMA + "time", value -> parses(DateTimeFormatter.ISO_TIME, value)),
            Map.entry(XACML_1 + "x500Name", DataType::isX500Name),
            Map.entry(XACML_1 + "rfc822Name", MAIL.asMatchPredicate()),
            Map.entry("urn:oasis:names:tc:xacml:2.0:data-type:ipAddress", value -> true),
            Map.entry("urn:oasis:names:tc:xacml:2.0:data-type:dnsName", value -> true),
            Map.entry("http://glite.org/xacml/datatype/fqan", value -> true));

    private DataType() {}

    /** Whether the type is known and the text is one of its values. */
    static boolean accepts(String dataType, String text) {
        Predicate<String> check = CHECKS.get(dataType);
        return check != null && check.test(text);
    }

    /** As {@link java.util.Base64} would decode it once its blanks are gone, without doing so: chains are long. */
    private static boolean isBase64(String text) {
        int digits = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '=') {
                padding++;
            } else if (isBase64Digit(next) && padding == 0) {
                digits++;
            } else if (BLANKS.indexOf(next) < 0) {
                return false;
            }
        }
        return padding == 0 ? digits % 4 != 1 : padding < 3 && digits % 4 == 4 - padding;
    }

    private static boolean isBase64Digit(char next) {
        return (next >= 'a' && next <= 'z')
                || (next >= 'A' && next <= 'Z')
                || (next >= '0' && next <= '9')
                || next == '+'
                || next == '/';
    }

    private static boolean isX500Name(String text) {
        try {
            Dn.parse(text);
            return !text.startsWith("/");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean parses(DateTimeFormatter format, String text) {
        try {
            format.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
