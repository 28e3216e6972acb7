package org.portcullis.pdp.mapping;

import static org.portcullis.pdp.mapping.MapFault.require;

import org.portcullis.pdp.mapping.AccountTable.User;
import org.portcullis.policy.source.Spelling;
import org.portcullis.profile.Obligation;

/** Refuses users and groups that nobody knows or that must not be handed out. */
record AssignableIds(AccountTable table, AccountLimits limits) {
    void requireUser(String name) {
        requireAssignable(table.user(name)
                .orElseThrow(() -> new MapFault(
                        MapRule.UNKNOWN_ACCOUNT,
                        "account `" + name + "` is not in passwd: add it there" + meant(name))));
    }

    private String meant(String name) {
        return Spelling.hint(name, table.users().stream().map(User::name).toList());
    }

    UnixGroup requireGroup(String name) {
        UnixGroup group = table.group(name)
                .orElseThrow(() -> new MapFault(
                        MapRule.UNKNOWN_GROUP,
                        "no group " + Problems.quote(name) + " in the group file"
                                + Spelling.hint(
                                        name,
                                        table.groups().stream()
                                                .map(UnixGroup::name)
                                                .toList())));
        requireAssignable(group);
        return group;
    }

    void requireAssignable(User user) {
        String name = "account " + Problems.quote(user.name());
        requireName(user.name(), name);
        require(
                limits.allowsUid(user.uid()),
                MapRule.ID_OUT_OF_RANGE,
                name + " has uid " + user.uid() + reason(user.uid(), "min-uid"));
        require(
                limits.allowsGid(user.gid()),
                MapRule.ID_OUT_OF_RANGE,
                name + " has gid " + user.gid() + reason(user.gid(), "min-gid"));
        requireAssignable(table.group(user.gid())
                .orElseThrow(() -> new MapFault(
                        MapRule.UNKNOWN_GROUP,
                        name + " has gid " + user.gid() + ", which no line of group has: add one")));
    }

    private void requireAssignable(UnixGroup group) {
        String name = "group " + Problems.quote(group.name());
        requireName(group.name(), name);
        require(
                limits.allowsGid(group.gid()),
                MapRule.ID_OUT_OF_RANGE,
                name + " has gid " + group.gid() + reason(group.gid(), "min-gid"));
    }

    private static void requireName(String name, String quoted) {
        require(
                Obligation.UNIX_NAME.matcher(name).matches(),
                MapRule.UNUSABLE_NAME,
                quoted + " has a name that PEPs do not accept");
    }

    private static String reason(long id, String floor) {
        return id > Obligation.MAX_UNIX_ID ? ", which is out of range" : ", which " + floor + " does not allow";
    }
}
