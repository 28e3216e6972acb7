package org.portcullis.client.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ResourceType;
import picocli.CommandLine.TypeConversionException;

/** How values are spelt on the command line. */
final class Words {
    private static final int DEFAULT_PORT = 8443;
    private static final String HTTPS = "https://";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");

    private Words() {}

    /** {@code host}, {@code host:port} or an https URL; without a port it is 8443. */
    static URI server(String word) {
        try {
            URI uri = new URI(word.contains("://") ? word : HTTPS + word);
            if (!HTTPS.startsWith(uri.getScheme() + ":") || uri.getHost() == null || uri.getUserInfo() != null) {
                throw new TypeConversionException("not host, host:port or an https URL: `" + cut(word) + "`");
            }
            int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
            return new URI("https", null, uri.getHost(), port, uri.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new TypeConversionException("not host, host:port or an https URL: `" + cut(word) + "`");
        }
    }

    static Duration duration(String word) {
        var matcher = DURATION.matcher(word);
        if (!matcher.matches()) {
            throw new TypeConversionException("a duration is a number with ms, s or m but not `" + cut(word) + "`");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
        if (duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new TypeConversionException("a duration is 1ms to 60m but not `" + cut(word) + "`");
        }
        return duration;
    }

    static Dn dn(String word) {
        try {
            return Dn.parse(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("not a DN in slash or RFC 2253 form: `" + cut(word) + "`");
        }
    }

    static Fqan fqan(String word) {
        try {
            return Fqan.parse(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("not an FQAN, as in /atlas/Role=pilot: `" + cut(word) + "`");
        }
    }

    static ResourceType resource(String word) {
        return List.of(ResourceType.WN, ResourceType.CE, ResourceType.SE).stream()
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("a resource is wn, ce or se but not `" + cut(word) + "`"));
    }

    static ActionType action(String word) {
        return List.of(ActionType.EXECUTE_NOW, ActionType.QUEUE, ActionType.ACCESS).stream()
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "an action is execute-now, queue or access but not `" + cut(word) + "`"));
    }

    private static String cut(String word) {
        return word.substring(0, Math.min(200, word.length()));
    }
}
