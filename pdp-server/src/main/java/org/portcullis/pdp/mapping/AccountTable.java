package org.portcullis.pdp.mapping;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.policy.source.Position;

/** The Unix users and groups of the site, as files in the formats of passwd(5) and group(5) list them. Immutable. */
public final class AccountTable {
    private static final Pattern ID = Pattern.compile("[0-9]{1,10}");
    private static final long MAX_ID = 0xFFFF_FFFFL;
    private static final int PASSWD_FIELDS = 7;
    private static final int GROUP_FIELDS = 4;

    private final Map<String, User> users;
    private final Map<String, UnixGroup> groups;
    private final Map<Long, UnixGroup> groupsByGid = new LinkedHashMap<>();

    /** A line of passwd(5). */
    public record User(String name, long uid, long gid) {}

    AccountTable(Map<String, User> users, Map<String, UnixGroup> groups) {
        this.users = users;
        this.groups = groups;
        groups.values().forEach(group -> groupsByGid.putIfAbsent(group.gid(), group));
    }

    /**
     * Reads both files.
     *
     * @throws MappingException if one of them is missing, or a line of it is malformed or repeats a name
     */
    public static AccountTable read(Path passwd, Path group) {
        Problems problems = new Problems();
        AccountTable table = new UserSource.Files(passwd, group).read(problems);
        problems.throwIfAny();
        return table;
    }

    /** Reads the first source, and notes what the others say otherwise. */
    static AccountTable read(List<UserSource> sources, Problems problems) {
        List<AccountTable> tables =
                sources.stream().map(source -> source.read(problems)).toList();
        for (int other = 1; other < tables.size(); other++) {
            tables.get(0)
                    .differencesTo(tables.get(other), sources.get(other).label())
                    .forEach(difference -> problems.add(
                            MapRule.BAD_USERS, Position.whole(sources.get(0).label()), difference));
        }
        return tables.isEmpty() ? new AccountTable(Map.of(), Map.of()) : tables.get(0);
    }

    /** Reads lines in the formats of passwd(5) and group(5). */
    static AccountTable of(List<Problems.Line> passwd, List<Problems.Line> group, Problems problems) {
        return new AccountTable(
                entries(passwd, AccountTable::parseUser, User::name, problems),
                entries(group, AccountTable::parseGroup, UnixGroup::name, problems));
    }

    private List<String> differencesTo(AccountTable other, String label) {
        Stream<String> ofUsers = users.values().stream()
                .flatMap(user -> other.user(user.name()).stream()
                        .filter(same -> !same.equals(user))
                        .map(same -> "user `" + user.name() + "` has uid " + user.uid() + " and gid " + user.gid()
                                + ", but " + label + " says " + same.uid() + " and " + same.gid()));
        Stream<String> ofGroups = groups.values().stream()
                .flatMap(group -> other.group(group.name()).stream()
                        .filter(same -> !same.equals(group))
                        .map(same -> "group `" + group.name() + "` has gid " + group.gid() + ", but " + label + " says "
                                + same.gid()));
        return Stream.concat(ofUsers, ofGroups).toList();
    }

    /** The user of this name. */
    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Every user, in the order of the file. */
    public Collection<User> users() {
        return List.copyOf(users.values());
    }

    /** The group of this name. */
    public Optional<UnixGroup> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** The group of this number; the first in the file if several share it. */
    public Optional<UnixGroup> group(long gid) {
        return Optional.ofNullable(groupsByGid.get(gid));
    }

    /** Every group, in the order of the file. */
    Collection<UnixGroup> groups() {
        return List.copyOf(groups.values());
    }

    private static <T> Map<String, T> entries(
            List<Problems.Line> lines, Function<String, T> parse, Function<T, String> name, Problems problems) {
        Map<String, T> entries = new LinkedHashMap<>();
        for (Problems.Line line : lines) {
            problems.check(MapRule.BAD_USERS, line.at(), () -> {
                T entry = parse.apply(line.text().strip());
                if (entries.putIfAbsent(name.apply(entry), entry) != null) {
                    throw new IllegalArgumentException("the name is listed before: remove one of the lines");
                }
            });
        }
        return entries;
    }

    private static User parseUser(String line) {
        List<String> fields = fields(line, PASSWD_FIELDS);
        return new User(fields.get(0), id(fields.get(2)), id(fields.get(3)));
    }

    private static UnixGroup parseGroup(String line) {
        List<String> fields = fields(line, GROUP_FIELDS);
        return new UnixGroup(fields.get(0), id(fields.get(2)));
    }

    private static List<String> fields(String line, int count) {
        List<String> fields = List.of(line.split(":", -1));
        if (fields.size() != count || fields.get(0).isEmpty()) {
            throw new IllegalArgumentException("not " + count + " fields with a name first: " + Problems.quote(line));
        }
        return fields;
    }

    static long id(String text) {
        if (!ID.matcher(text).matches() || Long.parseLong(text) > MAX_ID) {
            throw new IllegalArgumentException("not a uid or gid: " + Problems.quote(text));
        }
        return Long.parseLong(text);
    }
}
