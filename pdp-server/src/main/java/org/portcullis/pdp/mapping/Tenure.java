package org.portcullis.pdp.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The time for which somebody had an account: from the grant of a lease to the event that ended it, if it did end. */
public record Tenure(Lease lease, List<LeaseEvent> ends) {
    /** Copies the list, which has one event at most. */
    public Tenure {
        ends = List.copyOf(ends);
    }

    /** What ended it. */
    public Optional<LeaseEvent> end() {
        return ends.stream().findFirst();
    }

    /** Whether it was so at that moment. */
    public boolean covers(Instant at) {
        return !at.isBefore(lease.grantedAt())
                && end().map(event -> at.isBefore(event.at())).orElse(true);
    }

    /** Reads the events of accounts, each in its order. */
    public static List<Tenure> of(List<LeaseEvent> events) {
        List<Tenure> tenures = new ArrayList<>();
        for (LeaseEvent event : events) {
            if (event.kind() == LeaseEvent.Kind.GRANTED) {
                Optional<LeaseEvent> end = events.stream()
                        .filter(later -> later.number() > event.number())
                        .filter(later -> later.kind().ends())
                        .filter(later ->
                                later.lease().account().equals(event.lease().account()))
                        .findFirst();
                tenures.add(new Tenure(event.lease(), end.stream().toList()));
            }
        }
        return tenures;
    }
}
