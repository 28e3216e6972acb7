package org.portcullis.pdp.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.profile.Dn;

/** A lease store with all that a site does with leases beside taking them: it ends, freezes and lists them, and keeps their history. */
public interface LeaseRegister extends LeaseStore {
    /** From now on takes over what others change, writes down uses, and ends what nobody used for too long. */
    void keepUp();

    /** What keeps the store from {@link #keepUp its upkeep}, if anything does. */
    Optional<String> problem();

    /** Every lease with its last use, by account. */
    List<HeldLease> held();

    /** The accounts of a pool that are in quarantine at that moment. */
    List<String> quarantined(Pool pool, Instant at);

    /** Everything that ever happened to leases, oldest first. */
    List<LeaseEvent> history();

    /** Leases granted since then less leases ended, of each pool of which any was. */
    Map<Pool, Long> growth(Instant since);

    /** What ever happened to the leases of this account, oldest first. */
    List<LeaseEvent> history(String account);

    /** What ever happened to the leases of this person, oldest first. */
    List<LeaseEvent> history(Dn dn);

    /**
     * Grants these leases as they are, all in one transaction, and tells what became of each: one whose account somebody else
     * holds, or whose key holds another account, is not granted.
     */
    List<LeaseOutcome> moveIn(List<Lease> leases);

    /**
     * Ends the lease of this account, which goes into quarantine.
     *
     * @throws NoSuchLeaseException if nobody holds it, or it is frozen
     */
    Lease release(String account, Instant at, String author, String reason);

    /**
     * Keeps the lease of this account, but lets nobody in with it.
     *
     * @throws NoSuchLeaseException if nobody holds it, or it is frozen already
     */
    Lease freeze(String account, Instant at, String author, String reason);

    /**
     * Takes {@link #freeze} back.
     *
     * @throws NoSuchLeaseException if it is not frozen
     */
    Lease thaw(String account, Instant at, String author, String reason);
}
