package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.mapping.AccountTable.User;

/** Reads a table of users and groups and holds it against itself: names and numbers stand for one another. Not thread-safe. */
final class SiteTable {
    private final List<Problems.Line> lines;
    private final Problems problems;
    private final Map<String, UnixGroup> groups = new LinkedHashMap<>();
    private final Set<Long> gids = new HashSet<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<Long, String> uids = new HashMap<>();

    SiteTable(List<Problems.Line> lines, Problems problems) {
        this.lines = lines;
        this.problems = problems;
    }

    /** Groups first, wherever they stand: users name theirs. */
    AccountTable read() {
        List<Problems.Line> ofUsers = new ArrayList<>();
        for (Problems.Line line : lines) {
            if (words(line).get(0).equals("user")) {
                ofUsers.add(line);
            } else {
                problems.check(MapRule.BAD_USERS, line.at(), () -> readGroup(words(line)));
            }
        }
        ofUsers.forEach(line -> problems.check(MapRule.BAD_USERS, line.at(), () -> readUser(words(line))));
        return new AccountTable(users, groups);
    }

    private static List<String> words(Problems.Line line) {
        return List.of(line.text().strip().split("\\s+"));
    }

    private void readGroup(List<String> words) {
        if (words.size() != 3 || !words.get(0).equals("group")) {
            throw new IllegalArgumentException(
                    "neither `group NAME GID` nor `user NAME UID GROUP`: " + Problems.quote(String.join(" ", words)));
        }
        UnixGroup group = new UnixGroup(words.get(1), AccountTable.id(words.get(2)));
        if (groups.putIfAbsent(group.name(), group) != null) {
            throw new IllegalArgumentException(
                    "the group " + Problems.quote(group.name()) + " is listed before: remove one of the lines");
        }
        if (!gids.add(group.gid())) {
            throw new IllegalArgumentException("another group has gid " + group.gid() + ": give each its own");
        }
    }

    private void readUser(List<String> words) {
        if (words.size() != 4) {
            throw new IllegalArgumentException("not `user NAME UID GROUP`: " + Problems.quote(String.join(" ", words)));
        }
        UnixGroup group = Optional.ofNullable(groups.get(words.get(3)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no group " + Problems.quote(words.get(3)) + " in this table: add `group NAME GID`"));
        User user = new User(words.get(1), AccountTable.id(words.get(2)), group.gid());
        if (users.putIfAbsent(user.name(), user) != null) {
            throw new IllegalArgumentException(
                    "the user " + Problems.quote(user.name()) + " is listed before: remove one of the lines");
        }
        String other = uids.putIfAbsent(user.uid(), user.name());
        if (other != null) {
            throw new IllegalArgumentException(
                    Problems.quote(other) + " has uid " + user.uid() + " already: give each its own");
        }
    }
}
