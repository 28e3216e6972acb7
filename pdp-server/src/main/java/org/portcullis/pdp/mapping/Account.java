package org.portcullis.pdp.mapping;

import java.util.List;
import java.util.stream.LongStream;
import org.portcullis.profile.Obligation;

/** The Unix account that a subject runs under, with its groups; never root, and every id is one a PEP may be told. */
public record Account(String user, long uid, UnixGroup primaryGroup, List<UnixGroup> secondaryGroups) {
    /** Copies the list; the primary group is not among the secondary ones. */
    public Account {
        secondaryGroups = List.copyOf(secondaryGroups);
        boolean idsMayBeTold = LongStream.concat(
                        LongStream.of(uid, primaryGroup.gid()),
                        secondaryGroups.stream().mapToLong(UnixGroup::gid))
                .allMatch(id -> id >= 1 && id <= Obligation.MAX_UNIX_ID);
        if (!idsMayBeTold) {
            throw new IllegalArgumentException("not an account that may be handed out: `" + user + "`");
        }
        if (secondaryGroups.stream().anyMatch(group -> group.gid() == primaryGroup.gid())) {
            throw new IllegalArgumentException("the primary group is secondary too: `" + primaryGroup.name() + "`");
        }
    }

    /** The primary gid. */
    public long gid() {
        return primaryGroup.gid();
    }
}
