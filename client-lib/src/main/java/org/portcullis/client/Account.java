package org.portcullis.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Unix account a Permit comes with. {@code secondaryGids} may be empty; {@code user} is empty when the server named
 * none.
 */
public record Account(long uid, long gid, List<Long> secondaryGids, String user) {
    /** Copies the list. */
    public Account {
        secondaryGids = List.copyOf(secondaryGids);
    }

    /** The user's name, if the server named one. */
    public Optional<String> userName() {
        return user.isEmpty() ? Optional.empty() : Optional.of(user);
    }

    /** Every gid once, the primary one first. */
    public List<Long> allGids() {
        return Stream.concat(Stream.of(gid), secondaryGids.stream()).distinct().toList();
    }
}
