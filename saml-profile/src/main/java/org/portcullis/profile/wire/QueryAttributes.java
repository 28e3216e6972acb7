package org.portcullis.profile.wire;

import java.net.URI;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.profile.ErrorKind;

/** The attributes of the query element itself (SAML 2.0 core 3.2.1). Clocks drift on worker nodes: times are read only. */
final class QueryAttributes {
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,255}");
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");
    private static final Set<String> BOOLEANS = Set.of("true", "false", "1", "0");
    private static final List<String> SWITCHES = List.of("InputContextOnly", "ReturnContext", "CombinePolicies");

    private QueryAttributes() {}

    /** The query's ID, or empty if it is not one that may be repeated in an answer. */
    static String readableId(StrictXml query) {
        String id = query.attribute("ID");
        return ID.matcher(id).matches() ? id : "";
    }

    /** What is wrong with them, if anything. */
    static Optional<ErrorKind> firstFault(StrictXml query, Set<String> ownNames) {
        Optional<ErrorKind> version = versionFault(query.attribute("Version"));
        if (version.isPresent()) {
            return version;
        }
        boolean wellFormed = !readableId(query).isEmpty()
                && (!query.hasAttribute("IssueInstant") || isInstant(query.attribute("IssueInstant")))
                && SWITCHES.stream()
                        .allMatch(name -> !query.hasAttribute(name) || BOOLEANS.contains(query.attribute(name)))
                && (!query.hasAttribute("Destination") || isOurs(query.attribute("Destination"), ownNames));
        return wellFormed ? Optional.empty() : Optional.of(ErrorKind.MALFORMED_QUERY);
    }

    private static Optional<ErrorKind> versionFault(String version) {
        if (version.equals("2.0")) {
            return Optional.empty();
        }
        var matcher = VERSION.matcher(version);
        boolean later = matcher.matches() && Integer.parseInt(matcher.group(1)) >= 2;
        return Optional.of(later ? ErrorKind.SAML_VERSION_TOO_HIGH : ErrorKind.SAML_VERSION_TOO_LOW);
    }

    private static boolean isInstant(String text) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parse(text).isSupported(ChronoField.SECOND_OF_DAY);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isOurs(String destination, Set<String> ownNames) {
        try {
            String host = URI.create(destination).getHost();
            return host != null && ownNames.contains(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
