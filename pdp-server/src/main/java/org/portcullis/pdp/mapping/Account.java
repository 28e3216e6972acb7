package org.portcullis.pdp.mapping;

import java.util.List;
import org.portcullis.profile.Obligation;

/** The Unix account that a subject runs under, with its groups; never root, and every id is one a PEP may be told. */
public record Account(String user, long uid, UnixGroup primaryGroup, List<UnixGroup> secondaryGroups) {
    /** Copies the list; the primary group is not among the secondary ones. */
    public Account {
        secondaryGroups = List.copyOf(secondaryGroups);
        if (uid < 1 || uid > Obligation.MAX_UNIX_ID || primaryGroup.gid() < 1) {
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
