package org.portcullis.pdp.mapping;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.portcullis.pdp.mapping.Problems.Text;
import org.portcullis.policy.source.Position;

/** The Unix users and groups of the site, as files in the formats of passwd(5) and group(5) list them. Immutable. */
public final class AccountTable {
    private static final Pattern ID = Pattern.compile("[0-9]{1,10}");
    private static final long MAX_ID = 0xFFFF_FFFFL;
    private static final int PASSWD_FIELDS = 7;
    private static final int GROUP_FIELDS = 4;

    private final Map<String, Entry<User>> users;
    private final Map<String, Entry<UnixGroup>> groups;
    private final Map<Long, UnixGroup> groupsByGid = new LinkedHashMap<>();

    /** A line of passwd(5). */
    public record User(String name, long uid, long gid) {}

    /** What a line says, and where it stands. */
    private record Entry<T>(Position at, T value) {}

    private AccountTable(Map<String, Entry<User>> users, Map<String, Entry<UnixGroup>> groups) {
        this.users = users;
        this.groups = groups;
        groups.values().forEach(group -> groupsByGid.putIfAbsent(group.value().gid(), group.value()));
    }

    /**
     * Reads both files.
     *
     * @throws MappingException if one of them is missing, or a line of it is malformed or repeats a name
     */
    public static AccountTable read(Path passwd, Path group) {
        Problems problems = new Problems();
        AccountTable table = read(passwd, group, problems);
        problems.throwIfAny();
        return table;
    }

    static AccountTable read(Path passwd, Path group, Problems problems) {
        Map<String, Entry<User>> users = entries(passwd, AccountTable::parseUser, User::name, problems);
        return new AccountTable(users, entries(group, AccountTable::parseGroup, UnixGroup::name, problems));
    }

    /** The user of this name. */
    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name)).map(Entry::value);
    }

    /** Every user, in the order of the file. */
    public Collection<User> users() {
        return users.values().stream().map(Entry::value).toList();
    }

    /** Where the line of this user, who is one of the table, stands. */
    Position at(User user) {
        return Objects.requireNonNull(users.get(user.name())).at();
    }

    /** The group of this name. */
    public Optional<UnixGroup> group(String name) {
        return Optional.ofNullable(groups.get(name)).map(Entry::value);
    }

    /** The group of this number; the first in the file if several share it. */
    public Optional<UnixGroup> group(long gid) {
        return Optional.ofNullable(groupsByGid.get(gid));
    }

    /** Comments and real names may be in any encoding; nothing that is used is outside ASCII. */
    private static <T> Map<String, Entry<T>> entries(
            Path file, Function<Text, T> parse, Function<T, String> name, Problems problems) {
        Map<String, Entry<T>> entries = new LinkedHashMap<>();
        for (Text line : problems.linesOf(file, StandardCharsets.ISO_8859_1)) {
            problems.at(line.at(), () -> {
                T entry = parse.apply(line);
                if (entries.putIfAbsent(name.apply(entry), new Entry<>(line.at(), entry)) != null) {
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

    private static long id(Text field) {
        String text = field.text();
        if (!ID.matcher(text).matches() || Long.parseLong(text) > MAX_ID) {
            throw Problems.refused(field.at(), "not a uid or gid: " + Problems.quote(text));
        }
        return Long.parseLong(text);
    }
}
