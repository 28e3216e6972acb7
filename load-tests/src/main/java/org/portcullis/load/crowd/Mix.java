package org.portcullis.load.crowd;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.portcullis.load.run.Verdict;

/** How many of the questions should get which answer, as in {@code permit=80,deny=15,na=5}; the numbers are shares. */
public record Mix(Map<Verdict, Integer> shares) {
    private static final int LONGEST_QUOTE = 200;

    /** Copies the map; at least one share is above 0. */
    public Mix {
        shares = Map.copyOf(shares);
        if (total(shares) < 1) {
            throw new IllegalArgumentException("a mix has a share above 0, as in permit=80,deny=15,na=5");
        }
    }

    /**
     * Reads the form that people write.
     *
     * @throws IllegalArgumentException if it is not such a mix
     */
    public static Mix parse(String text) {
        Map<Verdict, Integer> shares = new EnumMap<>(Verdict.class);
        for (String part : text.split(",", -1)) {
            String[] words = part.split("=", -1);
            if (words.length != 2 || shares.put(verdict(words[0], text), share(words[1], text)) != null) {
                throw nonsense(text);
            }
        }
        return new Mix(shares);
    }

    private static Verdict verdict(String word, String text) {
        return switch (word) {
            case "permit" -> Verdict.PERMIT;
            case "deny" -> Verdict.DENY;
            case "na" -> Verdict.NOT_APPLICABLE;
            default -> throw nonsense(text);
        };
    }

    private static int share(String digits, String text) {
        if (!digits.matches("\\d{1,6}")) {
            throw nonsense(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException nonsense(String text) {
        String quote = text.substring(0, Math.min(LONGEST_QUOTE, text.length()));
        return new IllegalArgumentException(
                "not a mix: `" + quote + "`, write shares of permit, deny and na, as in permit=80,deny=15,na=5");
    }

    /** The answers with a share above 0. */
    List<Verdict> wanted() {
        return shares.keySet().stream()
                .filter(verdict -> shares.getOrDefault(verdict, 0) > 0)
                .toList();
    }

    /** The answer that a number from 0 to 1 falls to. */
    Verdict at(double fraction) {
        double left = fraction * total(shares);
        for (Verdict verdict : Verdict.values()) {
            left -= shares.getOrDefault(verdict, 0);
            if (left < 0) {
                return verdict;
            }
        }
        return wanted().get(0);
    }

    private static int total(Map<Verdict, Integer> shares) {
        return shares.values().stream().mapToInt(Integer::intValue).sum();
    }
}
