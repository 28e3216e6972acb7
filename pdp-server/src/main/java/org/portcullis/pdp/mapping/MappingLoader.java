package org.portcullis.pdp.mapping;

import static org.portcullis.pdp.mapping.MapFault.require;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.portcullis.pdp.mapping.AccountTable.User;
import org.portcullis.pdp.mapping.MapDialect.Kind;
import org.portcullis.pdp.mapping.MapLine.Value;
import org.portcullis.policy.source.Position;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.Obligation.RootAndHomePaths;

/**
 * Reads the mapping files and checks them against each other. Where no source of users is named, names are taken as they
 * are. Not thread-safe: one per load.
 */
final class MappingLoader {
    private final MappingFiles files;
    private final MappingTerms terms;
    private final Problems problems;
    private final AssignableIds ids;
    private final AccountTable table;
    private final boolean tableIsComplete;
    private final MapLines lines;
    private final Map<Pool, List<String>> pools = new LinkedHashMap<>();
    private final Map<Kind, List<LineIndex.Leading<AccountRule>>> accountRules = new EnumMap<>(Kind.class);
    private final List<GroupMap.Line> groupRules = new ArrayList<>();
    private final Map<MapKey, RootAndHomePaths> storageRules = new LinkedHashMap<>();

    MappingLoader(MappingFiles files, MappingTerms terms, Problems problems) {
        this.files = files;
        this.terms = terms;
        this.problems = problems;
        table = AccountTable.read(files.users(), problems);
        tableIsComplete = problems.none();
        ids = new AssignableIds(table, terms.limits());
        lines = MapLines.read(files, terms.dialect(), problems);
    }

    /** Reads everything before it gives up; the maps are not held against a table that is itself in trouble. */
    MappingRules load() {
        readStorageRules();
        if (!tableIsComplete) {
            problems.throwIfAny();
        }
        check();
        problems.throwIfAny();
        return new MappingRules(table, terms.limits(), accountMap(), groupMap(), pools, new StorageMap(storageRules));
    }

    /** What has been {@link #check checked} of the account maps. */
    AccountMap accountMap() {
        Map<Kind, LineIndex<AccountRule>> index = new EnumMap<>(Kind.class);
        accountRules.forEach((kind, rules) -> index.put(kind, new LineIndex<>(rules)));
        return new AccountMap(terms.dialect(), terms.order(), index);
    }

    /** What has been {@link #check checked} of the group map. */
    GroupMap groupMap() {
        return new GroupMap(terms.dialect(), terms.order(), groupRules);
    }

    /** Holds the lines against the users and against each other. */
    void check() {
        lines.accounts().forEach(this::readAccountRule);
        accountRules.values().stream().flatMap(List::stream).forEach(this::requireOutsidePools);
        PoolOverlap.report(accountRules.values().stream().flatMap(List::stream).toList(), problems);
        lines.groups().forEach(this::readGroupRule);
        requireOneNamePerPoolUid();
        requireVerifiedOnlyPoolsInUse();
    }

    MapLines lines() {
        return lines;
    }

    boolean tableIsComplete() {
        return tableIsComplete;
    }

    AccountTable table() {
        return table;
    }

    private void readAccountRule(MapLine line) {
        for (Kind kind : terms.dialect() == MapDialect.ARGUS ? List.of(Kind.ANY) : List.of(Kind.NAMED, Kind.POOL)) {
            line.first(kind::includes)
                    .ifPresent(value -> problems.check(
                            MapRule.MALFORMED_VALUE,
                            value.at(),
                            () -> accountRules
                                    .computeIfAbsent(kind, first -> new ArrayList<>())
                                    .add(new LineIndex.Leading<>(
                                            line.key(), new AccountRule(target(value), line.origin(), value.at())))));
        }
    }

    private AccountTarget target(Value value) {
        return value.isPool() ? pool(value.text().substring(1)) : fixed(value.text());
    }

    private AccountTarget fixed(String name) {
        require(
                Obligation.UNIX_NAME.matcher(name).matches(),
                MapRule.MALFORMED_VALUE,
                "not an account: " + Problems.quote(name));
        if (!files.users().isEmpty()) {
            ids.requireUser(name);
        }
        return new AccountTarget.Fixed(name);
    }

    private AccountTarget pool(String prefix) {
        Pool pool = new Pool(prefix);
        List<String> accounts = pools.computeIfAbsent(pool, this::accountsOf);
        require(
                !accounts.isEmpty() || files.users().isEmpty(),
                MapRule.EMPTY_POOL,
                "pool `" + pool + "` has no account in passwd: add `" + prefix + "001` and so on");
        return new AccountTarget.FromPool(pool);
    }

    private List<String> accountsOf(Pool pool) {
        List<User> users = table.users().stream()
                .filter(user ->
                        pool.owns(user.name()) && !terms.limits().forbidden().contains(user.name()))
                .toList();
        users.forEach(
                user -> problems.check(MapRule.ID_OUT_OF_RANGE, table.at(user), () -> ids.requireAssignable(user)));
        Comparator<String> byNumber = Comparator.comparing(
                name -> new BigInteger(name.substring(pool.prefix().length())));
        return users.stream()
                .map(User::name)
                .sorted(byNumber.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** An account that is also named by itself would have two users once it is leased. */
    private void requireOutsidePools(LineIndex.Leading<AccountRule> rule) {
        String account = rule.target().target().match(name -> name, pool -> "");
        problems.check(
                MapRule.ACCOUNT_OF_POOL,
                rule.target().at(),
                () -> require(
                        pools.keySet().stream().noneMatch(pool -> pool.owns(account)),
                        MapRule.ACCOUNT_OF_POOL,
                        "account `" + account + "` belongs to a pool in use: name one that does not"));
    }

    private void requireOneNamePerPoolUid() {
        table.users().stream().collect(Collectors.groupingBy(User::uid)).forEach((uid, users) -> {
            List<String> names = users.stream().map(User::name).toList();
            if (names.size() > 1 && names.stream().anyMatch(this::isPooled)) {
                problems.add(
                        MapRule.SHARED_UID,
                        table.at(users.get(users.size() - 1)),
                        "accounts `" + String.join("`, `", names) + "` share uid " + uid + ": give each its own");
            }
        });
    }

    /** A misspelt pool would be open to everybody. */
    private void requireVerifiedOnlyPoolsInUse() {
        Position maps = files.accountMaps().stream()
                .findFirst()
                .map(file -> new Position(file.toString(), 1, 1))
                .orElse(Position.whole("account maps"));
        terms.limits().verifiedOnly().stream()
                .filter(pool -> !pools.containsKey(pool))
                .forEach(pool -> problems.add(
                        MapRule.UNUSED_POOL,
                        maps,
                        "no line leads to pool `" + pool + "` of verified-only: correct its name"));
    }

    private boolean isPooled(String name) {
        return pools.keySet().stream().anyMatch(pool -> pool.owns(name));
    }

    /** LCMAPS takes the first group of a line, and none of those that stand for pools of groups. */
    private void readGroupRule(MapLine line) {
        boolean lcmaps = terms.dialect() == MapDialect.LCMAPS;
        List<Value> values =
                lcmaps ? line.first(value -> !value.isPool()).stream().toList() : line.values();
        List<UnixGroup> groups = new ArrayList<>();
        values.forEach(
                value -> problems.check(MapRule.MALFORMED_VALUE, value.at(), () -> groups.add(group(value.text()))));
        if (!groups.isEmpty()) {
            groupRules.add(new GroupMap.Line(line.key(), groups));
        }
    }

    private UnixGroup group(String name) {
        return files.users().isEmpty() ? new UnixGroup(name, 0) : ids.requireGroup(name);
    }

    /** Storage maps are in the dialect of Argus whatever the others are in. */
    private void readStorageRules() {
        List<MapLine> storage = MapLines.read(files.storageMaps(), MapDialect.ARGUS, problems);
        MapLines.refuseContradictions(storage, problems);
        storage.forEach(line ->
                problems.check(MapRule.MALFORMED_VALUE, line.values().get(0).at(), () -> readStorageRule(line)));
    }

    private void readStorageRule(MapLine line) {
        List<Value> paths = line.values();
        require(paths.size() == 2, MapRule.MALFORMED_VALUE, "not a root path and a home path, separated by a comma");
        RootAndHomePaths root = new RootAndHomePaths(paths.get(0).text(), "/");
        Value home = paths.get(1);
        problems.check(
                MapRule.MALFORMED_VALUE,
                home.at(),
                () -> storageRules.putIfAbsent(line.key(), new RootAndHomePaths(root.root(), home.text())));
    }
}
