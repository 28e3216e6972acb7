package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.mapping.AccountTable.User;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Obligation.RootAndHomePaths;
import org.portcullis.profile.Subject;

/** The site's mapping as one value: account map, group map, and the accounts they lead to. Immutable. */
public final class MappingRules {
    private final AccountTable table;
    private final AccountLimits limits;
    private final Map<MapKey, AccountRule> accountRules;
    private final Map<FqanPattern, List<UnixGroup>> groupRules;
    private final Map<Pool, List<String>> pools;
    private final StorageMap storage;

    MappingRules(
            AccountTable table,
            AccountLimits limits,
            Map<MapKey, AccountRule> accountRules,
            Map<FqanPattern, List<UnixGroup>> groupRules,
            Map<Pool, List<String>> pools,
            StorageMap storage) {
        this.table = table;
        this.limits = limits;
        this.accountRules = Collections.unmodifiableMap(new LinkedHashMap<>(accountRules));
        this.groupRules = Collections.unmodifiableMap(new LinkedHashMap<>(groupRules));
        this.pools = Map.copyOf(pools);
        this.storage = storage;
    }

    /**
     * Reads the mapping, all of it or nothing.
     *
     * @throws MappingException with everything that is wrong in any of the files
     */
    public static MappingRules load(MappingFiles files, AccountLimits limits) {
        return new MappingLoader(files, limits).load();
    }

    /** The part of a storage element that is open to this person, if a storage map tells. */
    public Optional<RootAndHomePaths> storagePaths(Dn dn, List<Fqan> fqans) {
        return storage.paths(dn, fqans);
    }

    /** The pools that the account map names. */
    public Set<Pool> pools() {
        return pools.keySet();
    }

    /** Whether accounts of the pool are for this subject. */
    boolean isFor(Pool pool, Subject subject) {
        return limits.allows(pool, subject);
    }

    /** The accounts of the pool that may be handed out, lowest number first. */
    public List<String> accounts(Pool pool) {
        return pools.getOrDefault(pool, List.of());
    }

    /** A line for the DN itself beats every line for the primary FQAN; the other FQANs give no account. */
    Optional<AccountRule> accountRule(Dn dn, List<Fqan> fqans) {
        return Optional.ofNullable(accountRules.get(new MapKey.ExactDn(dn)))
                .or(() -> fqans.stream().findFirst().flatMap(this::accountRule));
    }

    private Optional<AccountRule> accountRule(Fqan primary) {
        return accountRules.entrySet().stream()
                .filter(rule -> rule.getKey() instanceof FqanPattern pattern && pattern.matches(primary))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The group that the group map gives to the primary FQAN. */
    Optional<UnixGroup> primaryGroup(List<Fqan> fqans) {
        return fqans.stream()
                .findFirst()
                .flatMap(primary -> groupsOf(primary).stream().findFirst());
    }

    /** The accounts with this uid, as a rule one. */
    public List<String> accountsOf(long uid) {
        return table.users().stream()
                .filter(user -> user.uid() == uid)
                .map(User::name)
                .toList();
    }

    /** The uid of this account, whether it may be handed out or not. */
    Optional<Long> uid(String name) {
        return table.user(name).map(User::uid);
    }

    /** The account as it is handed out to someone with these FQANs; empty if it must not be, or is no longer known. */
    Optional<Account> account(String name, List<Fqan> fqans) {
        return table.user(name).filter(limits::allows).flatMap(user -> account(user, fqans));
    }

    private Optional<Account> account(User user, List<Fqan> fqans) {
        return primaryGroup(fqans)
                .or(() -> table.group(user.gid()))
                .map(primary -> new Account(user.name(), user.uid(), primary, secondaryGroups(fqans, primary)));
    }

    private List<UnixGroup> secondaryGroups(List<Fqan> fqans, UnixGroup primary) {
        Map<Long, UnixGroup> groups = new LinkedHashMap<>();
        fqans.stream()
                .skip(1)
                .flatMap(fqan -> groupsOf(fqan).stream())
                .filter(group -> group.gid() != primary.gid())
                .forEach(group -> groups.putIfAbsent(group.gid(), group));
        return new ArrayList<>(groups.values());
    }

    private List<UnixGroup> groupsOf(Fqan fqan) {
        return groupRules.entrySet().stream()
                .filter(rule -> rule.getKey().matches(fqan))
                .flatMap(rule -> rule.getValue().stream())
                .toList();
    }
}
