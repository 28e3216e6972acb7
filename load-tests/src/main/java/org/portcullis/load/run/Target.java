package org.portcullis.load.run;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** The HTTPS address under load. It is on this machine: load on other people's machines is an attack. */
public record Target(String host, int port, String path) {
    private static final int DEFAULT_PORT = 443;
    private static final int LONGEST_QUOTE = 200;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?");

    /** Refuses every host but {@code localhost}, {@code 127.0.0.0/8} and {@code ::1}. */
    public Target {
        if (!LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "load goes to this machine only, use localhost, 127.0.0.0/8 or ::1 instead of " + quoted(host));
        }
    }

    /**
     * Reads an address like {@code https://127.0.0.1:8443/authz}.
     *
     * @throws IllegalArgumentException if it is no HTTPS address or names another machine
     */
    public static Target parse(String url) {
        URI uri = URI.create(url);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an https address: " + quoted(url));
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), path);
    }

    InetSocketAddress address() throws UnknownHostException {
        InetAddress address = InetAddress.getByName(host);
        if (!address.isLoopbackAddress()) {
            throw new UnknownHostException(quoted(host) + " is not on this machine");
        }
        return new InetSocketAddress(address, port);
    }

    private static String quoted(String text) {
        return "`" + text.substring(0, Math.min(LONGEST_QUOTE, text.length())) + "`";
    }
}
