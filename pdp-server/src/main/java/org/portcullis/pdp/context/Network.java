package org.portcullis.pdp.context;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of addresses: the first one and how many of its bits all have in common. */
public record Network(InetAddress first, int prefix) {
    private static final Pattern FORM = Pattern.compile("([0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/(\\d{1,3})");

    /** The prefix is no longer than the address. */
    public Network {
        if (prefix < 0 || prefix > Byte.SIZE * first.getAddress().length) {
            throw new IllegalArgumentException("a prefix is no longer than its address");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Network parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a network");
        }
        return new Network(address(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** Whether an address, as text, lies in it. */
    public boolean contains(String address) {
        InetAddress other = address(address);
        int dropped = Byte.SIZE * first.getAddress().length - prefix;
        return other.getAddress().length == first.getAddress().length
                && number(other).shiftRight(dropped).equals(number(first).shiftRight(dropped));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    /** Names are not looked up: only what is spelt like an address comes here. */
    private static InetAddress address(String literal) {
        if (!literal.matches("[0-9A-Fa-f:.\\[\\]%]+")) {
            throw new IllegalArgumentException("not an address");
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address", e);
        }
    }
}
