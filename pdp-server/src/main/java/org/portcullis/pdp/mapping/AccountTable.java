package org.portcullis.pdp.mapping;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.pdp.mapping.Problems.Text;
import org.portcullis.policy.source.Position;

/** The Unix users and groups of the site, as files in the formats of passwd(5) and group(5) list them. Immutable. */
public final class AccountTable {
    private static final Pattern ID = Pattern.compile("[0-9]{1,10}");
    private static final long MAX_ID = 0xFFFF_FFFFL;
    private static final int PASSWD_FIELDS = 7;
    private static final int GROUP_FIELDS = 4;

    private final Map<String, Placed<User>> users;
    private final Map<String, Placed<UnixGroup>> groups;
    private final Map<Long, UnixGroup> groupsByGid = new LinkedHashMap<>();

    /** A line of passwd(5). */
    public record User(String name, long uid, long gid) {}

    /** What a line says, and where it stands. */
    record Placed<T>(Position at, T value) {}

    AccountTable(Map<String, Placed<User>> users, Map<String, Placed<UnixGroup>> groups) {
        this.users = users;
        this.groups = groups;
        groups().forEach(group -> groupsByGid.putIfAbsent(group.gid(), group));
    }

    /**
     * Reads both files.
     *
     * @throws MappingException if one of them is missing, or a line of it is malformed or repeats a name
     */
    public static AccountTable read(Path passwd, Path group) {
        return read(List.of(new UserSource.Files(passwd, group)));
    }

    /**
     * Reads the first source, with which the others have to agree.
     *
     * @throws MappingException if they do not, or one of them cannot be read
     */
    public static AccountTable read(List<UserSource> sources) {
        Problems problems = new Problems();
        AccountTable table = read(sources, problems);
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
                    .forEach(difference -> problems.add(MapRule.BAD_USERS, difference.at(), difference.value()));
        }
        return tables.isEmpty() ? new AccountTable(Map.of(), Map.of()) : tables.get(0);
    }

    /** Reads lines in the formats of passwd(5) and group(5). */
    static AccountTable of(List<Text> passwd, List<Text> group, Problems problems) {
        return new AccountTable(
                entries(passwd, AccountTable::parseUser, User::name, problems),
                entries(group, AccountTable::parseGroup, UnixGroup::name, problems));
    }

    private List<Placed<String>> differencesTo(AccountTable other, String label) {
        Stream<Placed<String>> ofUsers = users.values().stream()
                .flatMap(user -> other.user(user.value().name()).stream()
                        .filter(same -> !same.equals(user.value()))
                        .map(same -> new Placed<>(user.at(), difference(user.value(), same, label))));
        Stream<Placed<String>> ofGroups = groups.values().stream()
                .flatMap(group -> other.group(group.value().name()).stream()
                        .filter(same -> !same.equals(group.value()))
                        .map(same -> new Placed<>(group.at(), difference(group.value(), same, label))));
        return Stream.concat(ofUsers, ofGroups).toList();
    }

    private static String difference(User user, User same, String label) {
        return "user `" + user.name() + "` has uid " + user.uid() + " and gid " + user.gid() + ", but " + label
                + " says " + same.uid() + " and " + same.gid();
    }

    private static String difference(UnixGroup group, UnixGroup same, String label) {
        return "group `" + group.name() + "` has gid " + group.gid() + ", but " + label + " says " + same.gid();
    }

    /** The user of this name. */
    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name)).map(Placed::value);
    }

    /** Every user, in the order of the file. */
    public Collection<User> users() {
        return users.values().stream().map(Placed::value).toList();
    }

    /** Where the line of this user, who is one of the table, stands. */
    Position at(User user) {
        return Objects.requireNonNull(users.get(user.name())).at();
    }

    /** The group of this name. */
    public Optional<UnixGroup> group(String name) {
        return Optional.ofNullable(groups.get(name)).map(Placed::value);
    }

    /** The group of this number; the first in the file if several share it. */
    public Optional<UnixGroup> group(long gid) {
        return Optional.ofNullable(groupsByGid.get(gid));
    }

    /** Every group, in the order of the file. */
    Collection<UnixGroup> groups() {
        return groups.values().stream().map(Placed::value).toList();
    }

    private static <T> Map<String, Placed<T>> entries(
            List<Text> lines, Function<Text, T> parse, Function<T, String> name, Problems problems) {
        Map<String, Placed<T>> entries = new LinkedHashMap<>();
        for (Text line : lines) {
            problems.check(MapRule.BAD_USERS, line.at(), () -> {
                T entry = parse.apply(line);
                if (entries.putIfAbsent(name.apply(entry), new Placed<>(line.at(), entry)) != null) {
                    throw new IllegalArgumentException("the name is listed before: remove one of the lines");
                }
            });
        }
        return entries;
    }

    private static User parseUser(Text line) {
        List<Text> fields = fields(line, PASSWD_FIELDS);
        return new User(fields.get(0).text(), id(fields.get(2)), id(fields.get(3)));
    }

    private static UnixGroup parseGroup(Text line) {
        List<Text> fields = fields(line, GROUP_FIELDS);
        return new UnixGroup(fields.get(0).text(), id(fields.get(2)));
    }

    private static List<Text> fields(Text line, int count) {
        List<Text> fields = line.split(':');
        if (fields.size() != count || fields.get(0).text().isEmpty()) {
            throw new IllegalArgumentException(
                    "not " + count + " fields with a name first: " + Problems.quote(line.text()));
        }
        return fields;
    }

    static long id(Text field) {
        String text = field.text();
        if (!ID.matcher(text).matches() || Long.parseLong(text) > MAX_ID) {
            throw Problems.refused(MapRule.BAD_USERS, field.at(), "not a uid or gid: " + Problems.quote(text));
        }
        return Long.parseLong(text);
    }
}
