package org.portcullis.pdp.mapping;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.portcullis.pdp.mapping.AccountTable.User;
import org.portcullis.pdp.mapping.Problems.Text;
import org.portcullis.policy.source.Position;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.RootAndHomePaths;

/** Reads the mapping files and checks them against each other. Not thread-safe: one per load. */
final class MappingLoader {
    private final MappingFiles files;
    private final AccountLimits limits;
    private final Problems problems = new Problems();
    private final AccountTable table;
    private final Map<Pool, List<String>> pools = new LinkedHashMap<>();
    private final Map<MapKey, AccountRule> accountRules = new LinkedHashMap<>();
    private final Map<FqanPattern, List<UnixGroup>> groupRules = new LinkedHashMap<>();
    private final Map<MapKey, RootAndHomePaths> storageRules = new LinkedHashMap<>();

    MappingLoader(MappingFiles files, AccountLimits limits) {
        this.files = files;
        this.limits = limits;
        table = AccountTable.read(files.passwd(), files.group(), problems);
    }

    /** Reads everything before it gives up; the maps are not held against a table that is itself in trouble. */
    MappingRules load() {
        boolean tableIsComplete = problems.none();
        List<MapLine> accountLines = MapLine.read(files.accountMap(), problems);
        List<MapLine> groupLines = MapLine.read(files.groupMap(), problems);
        files.storageMaps().forEach(file -> forEach(MapLine.read(file, problems), this::readStorageRule));
        if (!tableIsComplete) {
            problems.throwIfAny();
        }
        forEach(accountLines, this::readAccountRule);
        forEach(accountLines, this::requireOutsidePools);
        forEach(groupLines, this::readGroupRule);
        requireOneNamePerPoolUid();
        limits.verifiedOnly()
                .forEach(pool ->
                        problems.at(new Position(files.accountMap().toString(), 1, 1), () -> requireInUse(pool)));
        problems.throwIfAny();
        return new MappingRules(table, limits, accountRules, groupRules, pools, new StorageMap(storageRules));
    }

    /** Whatever the reader does not say more exactly is a problem of the first value. */
    private void forEach(List<MapLine> lines, Consumer<MapLine> reader) {
        lines.forEach(line -> problems.at(line.values().get(0).at(), () -> reader.accept(line)));
    }

    private void readAccountRule(MapLine line) {
        String value = line.names().get(0);
        AccountTarget target = value.startsWith(".") ? pool(value.substring(1)) : fixed(value);
        accountRules.put(
                line.key(),
                new AccountRule(
                        target,
                        files.accountMap().getFileName() + ":" + line.at().line()));
    }

    private AccountTarget fixed(String name) {
        require(Obligation.UNIX_NAME.matcher(name).matches(), "not an account: " + Problems.quote(name));
        User user = table.user(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("account `" + name + "` is not in passwd: add it there"));
        requireAssignable(user);
        return new AccountTarget.Fixed(name);
    }

    private AccountTarget pool(String prefix) {
        Pool pool = new Pool(prefix);
        List<String> accounts = pools.computeIfAbsent(pool, this::accountsOf);
        require(!accounts.isEmpty(), "pool `" + pool + "` has no account in passwd: add `" + prefix + "001` and so on");
        return new AccountTarget.FromPool(pool);
    }

    private List<String> accountsOf(Pool pool) {
        List<User> users = table.users().stream()
                .filter(user -> pool.owns(user.name()) && !limits.forbidden().contains(user.name()))
                .toList();
        users.forEach(user -> problems.at(table.at(user), () -> requireAssignable(user)));
        Comparator<String> byNumber = Comparator.comparing(
                name -> new BigInteger(name.substring(pool.prefix().length())));
        return users.stream()
                .map(User::name)
                .sorted(byNumber.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private void requireAssignable(User user) {
        String name = "account " + Problems.quote(user.name());
        require(Obligation.UNIX_NAME.matcher(user.name()).matches(), name + " has a name that PEPs do not accept");
        require(limits.allowsUid(user.uid()), name + " has uid " + user.uid() + reason(user.uid(), "min-uid"));
        require(limits.allowsGid(user.gid()), name + " has gid " + user.gid() + reason(user.gid(), "min-gid"));
        UnixGroup group = table.group(user.gid())
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " has gid " + user.gid() + ", which no line of group has: add one"));
        requireAssignable(group);
    }

    private void requireAssignable(UnixGroup group) {
        String name = "group " + Problems.quote(group.name());
        require(Obligation.UNIX_NAME.matcher(group.name()).matches(), name + " has a name that PEPs do not accept");
        require(limits.allowsGid(group.gid()), name + " has gid " + group.gid() + reason(group.gid(), "min-gid"));
    }

    private static String reason(long id, String floor) {
        return id > Obligation.MAX_UNIX_ID ? ", which is out of range" : ", which " + floor + " does not allow";
    }

    /** An account that is also named by itself would have two users once it is leased. */
    private void requireOutsidePools(MapLine line) {
        String value = line.names().get(0);
        require(
                pools.keySet().stream().noneMatch(pool -> pool.owns(value)),
                "account `" + value + "` belongs to a pool in use: name one that does not");
    }

    /** A misspelt pool would be open to everybody. */
    private void requireInUse(Pool pool) {
        require(pools.containsKey(pool), "no line leads to pool `" + pool + "` of verified-only: correct its name");
    }

    private void requireOneNamePerPoolUid() {
        table.users().stream().collect(Collectors.groupingBy(User::uid)).forEach((uid, users) -> {
            List<String> names = users.stream().map(User::name).toList();
            problems.at(
                    table.at(users.get(users.size() - 1)),
                    () -> require(
                            names.size() == 1 || names.stream().noneMatch(this::isPooled),
                            "accounts `" + String.join("`, `", names) + "` share uid " + uid + ": give each its own"));
        });
    }

    private boolean isPooled(String name) {
        return pools.keySet().stream().anyMatch(pool -> pool.owns(name));
    }

    private void readGroupRule(MapLine line) {
        if (!(line.key() instanceof FqanPattern pattern)) {
            throw Problems.refused(line.at(), "a DN has no groups of its own: use an FQAN");
        }
        List<UnixGroup> groups = new ArrayList<>();
        line.values().forEach(name -> problems.at(name.at(), () -> groups.add(group(name.text()))));
        groupRules.put(pattern, groups);
    }

    private void readStorageRule(MapLine line) {
        require(line.values().size() == 2, "not a root path and a home path, separated by a comma");
        RootAndHomePaths root = new RootAndHomePaths(line.names().get(0), "/");
        Text home = line.values().get(1);
        problems.at(
                home.at(), () -> storageRules.putIfAbsent(line.key(), new RootAndHomePaths(root.root(), home.text())));
    }

    private UnixGroup group(String name) {
        UnixGroup group = table.group(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("no group " + Problems.quote(name) + " in the group file"));
        requireAssignable(group);
        return group;
    }

    private static void require(boolean isMet, String otherwise) {
        if (!isMet) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
