package org.portcullis.pdp.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How single values are written in configuration files. Each reader says in its exception what it wants. */
public final class Values {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})([A-Za-z]+)");
    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Integer> SIZES = Map.of("B", 1, "KiB", 1 << 10, "MiB", 1 << 20, "GiB", 1 << 30);
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9A-Fa-f:]+)]|([^:\\[\\]]+)):(\\d{1,5})");

    private Values() {}

    /** A path; a relative one is taken from the directory of this file. */
    static Function<String, Path> pathBeside(Path file) {
        return text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("must be a path");
            }
            return file.resolveSibling(text).normalize();
        };
    }

    /** A time such as {@code 10s}, {@code 5m}, {@code 250ms}; never nothing, which some would read as forever. */
    public static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches() || !TIMES.containsKey(amount.group(2)) || Long.parseLong(amount.group(1)) == 0) {
            throw new IllegalArgumentException("must be a time such as 500ms, 10s, 5m, 2h or 1d");
        }
        return TIMES.get(amount.group(2)).multipliedBy(Long.parseLong(amount.group(1)));
    }

    /** A time of at least so long. */
    static Function<String, Duration> atLeast(Duration least) {
        return text -> {
            Duration time = duration(text);
            if (time.compareTo(least) < 0) {
                throw new IllegalArgumentException("must be " + least.toSeconds() + "s at least");
            }
            return time;
        };
    }

    /** A time within a range, whose ends are written as in the file. */
    static Function<String, Duration> between(String least, String most) {
        return text -> {
            Duration time = duration(text);
            if (time.compareTo(duration(least)) < 0 || time.compareTo(duration(most)) > 0) {
                throw new IllegalArgumentException("must be from " + least + " to " + most);
            }
            return time;
        };
    }

    /** {@code never}, which is zero, or a time of at least so long. */
    static Function<String, Duration> neverOr(Duration least) {
        return text -> text.equals("never") ? Duration.ZERO : atLeast(least).apply(text);
    }

    /** {@code 0}, which is that value, or what another reader takes. */
    static <T> Function<String, T> zeroOr(T zero, Function<String, T> otherwise) {
        return text -> {
            try {
                return text.equals("0") ? zero : otherwise.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + ", or 0", e);
            }
        };
    }

    /** A size such as {@code 512KiB}, at most 64 MiB. */
    static int bytes(String text) {
        long size = size(text);
        if (size < 1 || size > 64L << 20) {
            throw new IllegalArgumentException("must be 1B to 64MiB");
        }
        return (int) size;
    }

    /** The size of a file such as {@code 256MiB}, from 64 KiB to 1 GiB. */
    static int fileSize(String text) {
        long size = size(text);
        if (size < 64L << 10 || size > 1L << 30) {
            throw new IllegalArgumentException("must be 64KiB to 1GiB");
        }
        return (int) size;
    }

    private static long size(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches() || !SIZES.containsKey(amount.group(2))) {
            throw new IllegalArgumentException("must be a size such as 65536B, 512KiB or 1MiB");
        }
        return Long.parseLong(amount.group(1)) * SIZES.get(amount.group(2));
    }

    /** A whole number within a range. */
    public static Function<String, Long> number(long least, long most) {
        return text -> {
            if (!text.matches("\\d{1,10}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
                throw new IllegalArgumentException("must be a number from " + least + " to " + most);
            }
            return Long.parseLong(text);
        };
    }

    /** {@code true} or {@code false}. */
    public static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    /** {@code host:port} or {@code [v6]:port}; port 0 takes any free one. */
    static InetSocketAddress address(String text) {
        InetSocketAddress address = hostAndPort(text);
        String host = address.getHostString();
        try {
            return new InetSocketAddress(InetAddress.getAllByName(host)[0], address.getPort());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("names a host that is not known: `" + Problems.cut(host) + "`", e);
        }
    }

    /** As {@link #address}, of another machine, whose name is not looked up before it is needed. */
    static InetSocketAddress hostAndPort(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(3)) > 65535) {
            throw new IllegalArgumentException("must be host:port or [address]:port");
        }
        String host = address.group(1) == null ? address.group(2) : address.group(1);
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(address.group(3)));
    }

    /** A pool of accounts as map files write it, {@code .atlas}; without the dot. */
    static String pool(String text) {
        if (!text.matches("\\.[A-Za-z_](?:[A-Za-z0-9_.-]{0,29}[A-Za-z_.-])?")) {
            throw new IllegalArgumentException("must be pools as in the account map, such as .atlas");
        }
        return text.substring(1);
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
        return text -> {
            for (E constant : type.getEnumConstants()) {
                if (spelling(constant).equals(text)) {
                    return constant;
                }
            }
            String words = java.util.Arrays.stream(type.getEnumConstants())
                    .map(Values::spelling)
                    .collect(java.util.stream.Collectors.joining(", "));
            throw new IllegalArgumentException("must be one of " + words);
        };
    }

    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
