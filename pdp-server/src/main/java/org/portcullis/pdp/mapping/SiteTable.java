package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.mapping.AccountTable.Placed;
import org.portcullis.pdp.mapping.AccountTable.User;
import org.portcullis.pdp.mapping.Problems.Text;

/** Reads a table of users and groups and holds it against itself: names and numbers stand for one another. Not thread-safe. */
final class SiteTable {
    private final List<Text> lines;
    private final Problems problems;
    private final Map<String, Placed<UnixGroup>> groups = new LinkedHashMap<>();
    private final Set<Long> gids = new HashSet<>();
    private final Map<String, Placed<User>> users = new LinkedHashMap<>();
    private final Map<Long, String> uids = new HashMap<>();

    SiteTable(List<Text> lines, Problems problems) {
        this.lines = lines;
        this.problems = problems;
    }

    /** Groups first, wherever they stand: users name theirs. */
    AccountTable read() {
        List<Text> ofUsers = new ArrayList<>();
        for (Text line : lines) {
            if (line.words().get(0).text().equals("user")) {
                ofUsers.add(line);
            } else {
                problems.check(MapRule.BAD_USERS, line.at(), () -> readGroup(line));
            }
        }
        ofUsers.forEach(line -> problems.check(MapRule.BAD_USERS, line.at(), () -> readUser(line)));
        return new AccountTable(users, groups);
    }

    private void readGroup(Text line) {
        List<Text> words = line.words();
        if (words.size() != 3 || !words.get(0).text().equals("group")) {
            throw new IllegalArgumentException(
                    "neither `group NAME GID` nor `user NAME UID GROUP`: " + Problems.quote(line.text()));
        }
        UnixGroup group = new UnixGroup(words.get(1).text(), AccountTable.id(words.get(2)));
        if (groups.putIfAbsent(group.name(), new Placed<>(line.at(), group)) != null) {
            throw new IllegalArgumentException(
                    "the group " + Problems.quote(group.name()) + " is listed before: remove one of the lines");
        }
        if (!gids.add(group.gid())) {
            throw new IllegalArgumentException("another group has gid " + group.gid() + ": give each its own");
        }
    }

    private void readUser(Text line) {
        List<Text> words = line.words();
        if (words.size() != 4) {
            throw new IllegalArgumentException("not `user NAME UID GROUP`: " + Problems.quote(line.text()));
        }
        UnixGroup group = group(words.get(3));
        User user = new User(words.get(1).text(), AccountTable.id(words.get(2)), group.gid());
        if (users.putIfAbsent(user.name(), new Placed<>(line.at(), user)) != null) {
            throw new IllegalArgumentException(
                    "the user " + Problems.quote(user.name()) + " is listed before: remove one of the lines");
        }
        String other = uids.putIfAbsent(user.uid(), user.name());
        if (other != null) {
            throw new IllegalArgumentException(
                    Problems.quote(other) + " has uid " + user.uid() + " already: give each its own");
        }
    }

    private UnixGroup group(Text name) {
        return Optional.ofNullable(groups.get(name.text()))
                .map(Placed::value)
                .orElseThrow(() -> Problems.refused(
                        MapRule.BAD_USERS,
                        name.at(),
                        "no group " + Problems.quote(name.text()) + " in this table: add `group NAME GID`"));
    }
}
