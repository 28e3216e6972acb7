package org.portcullis.profile.wire;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.RootAndHomePaths;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Profile;

/** An obligation as it travels: its id and its assignments, in the spelling of one profile. */
public record WireObligation(String id, List<Assignment> assignments) {
    private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";
    private static final String INTEGER = "http://www.w3.org/2001/XMLSchema#integer";

    /** Copies the list. */
    public WireObligation {
        assignments = List.copyOf(assignments);
    }

    /** One {@code AttributeAssignment}; the value is plain text without XML specials. */
    public record Assignment(String attributeId, String dataType, String value) {}

    /** Spells an obligation for a PEP of this profile. */
    public static WireObligation of(Profile profile, Obligation obligation) {
        if (obligation instanceof UidGid ids) {
            return of(
                    ObligationId.UIDGID,
                    List.of(number(AttributeId.POSIX_UID, ids.uid()), number(AttributeId.POSIX_GID, ids.gid())));
        } else if (obligation instanceof SecondaryGids groups) {
            return of(
                    ObligationId.SECONDARY_GIDS,
                    groups.gids().stream()
                            .map(gid -> number(AttributeId.POSIX_GID, gid))
                            .toList());
        } else if (obligation instanceof Username user) {
            return of(ObligationId.USERNAME, List.of(text(AttributeId.USERNAME, user.name())));
        } else if (obligation instanceof RootAndHomePaths paths) {
            return of(
                    ObligationId.ROOT_AND_HOME_PATHS,
                    List.of(text(AttributeId.ROOT_PATH, paths.root()), text(AttributeId.HOME_PATH, paths.home())));
        }
        return posixAccount(profile, (PosixAccount) obligation);
    }

    /** The group-id list repeats the primary group, as Argus has done since its first release. */
    private static WireObligation posixAccount(Profile profile, PosixAccount account) {
        boolean dci = profile == Profile.COMMON_AUTHZ;
        AttributeId group = dci ? AttributeId.DCI_GROUP_ID : AttributeId.GLITE_GROUP_ID;
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(text(dci ? AttributeId.DCI_USER_ID : AttributeId.GLITE_USER_ID, account.user()));
        assignments.add(text(
                dci ? AttributeId.DCI_PRIMARY_GROUP_ID : AttributeId.GLITE_PRIMARY_GROUP_ID, account.primaryGroup()));
        assignments.add(text(group, account.primaryGroup()));
        account.groups().forEach(name -> assignments.add(text(group, name)));
        return of(dci ? ObligationId.MAP_LOCAL_USER_POSIX : ObligationId.LOCAL_ENVIRONMENT_MAP_POSIX, assignments);
    }

    private static WireObligation of(ObligationId id, List<Assignment> assignments) {
        return new WireObligation(id.uri(), assignments);
    }

    private static Assignment number(AttributeId id, long value) {
        return new Assignment(id.uri(), INTEGER, Long.toString(value));
    }

    private static Assignment text(AttributeId id, String value) {
        return new Assignment(id.uri(), STRING, value);
    }
}
