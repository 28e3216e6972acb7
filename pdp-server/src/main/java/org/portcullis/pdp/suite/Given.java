package org.portcullis.pdp.suite;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.ban.BanEntry;

/**
 * The world in which a question is asked: when, who is banned, which accounts there are, and what is other in the data.
 * {@code now} is {@link Instant#MIN} for the moment at which it is asked.
 */
public record Given(Instant now, List<BanEntry> bans, TrialAccounts accounts, Map<String, Object> data) {
    /** This moment, no bans, no accounts, the data of the pack. */
    static final Given NOTHING = new Given(Instant.MIN, List.of(), TrialAccounts.NONE, Map.of());

    /** Copies its collections. */
    public Given {
        bans = List.copyOf(bans);
        data = Map.copyOf(data);
    }

    /** When the question is asked, given what time it is. */
    Instant nowOr(Instant thisMoment) {
        return isTimed() ? now : thisMoment;
    }

    private boolean isTimed() {
        return !now.equals(Instant.MIN);
    }

    /** Whether there is anything that a real site does not have. */
    public boolean isMadeUp() {
        return isTimed() || !bans.isEmpty() || !accounts.isEmpty() || !data.isEmpty();
    }
}
