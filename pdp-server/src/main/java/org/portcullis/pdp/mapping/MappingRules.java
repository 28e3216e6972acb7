package org.portcullis.pdp.mapping;

import java.util.ArrayList;
import java.util.Collection;
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
    private final AccountMap accounts;
    private final GroupMap groups;
    private final Map<Pool, List<String>> pools;
    private final StorageMap storage;

    MappingRules(
            AccountTable table,
            AccountLimits limits,
            AccountMap accounts,
            GroupMap groups,
            Map<Pool, List<String>> pools,
            StorageMap storage) {
        this.table = table;
        this.limits = limits;
        this.accounts = accounts;
        this.groups = groups;
        this.pools = Map.copyOf(pools);
        this.storage = storage;
    }

    /**
     * Reads the mapping, all of it or nothing, in the dialect of Argus as it comes.
     *
     * @throws MappingException with everything that is wrong in any of the files
     */
    public static MappingRules load(MappingFiles files, AccountLimits limits) {
        return load(files, new MappingTerms(limits));
    }

    /**
     * Reads the mapping, all of it or nothing.
     *
     * @throws MappingException with everything that is wrong in any of the files
     */
    public static MappingRules load(MappingFiles files, MappingTerms terms) {
        return new MappingLoader(files, terms, new Problems()).load();
    }

    /** The part of a storage element that is open to this person, if a storage map tells. */
    public Optional<RootAndHomePaths> storagePaths(Dn dn, List<Fqan> fqans) {
        return storage.paths(dn, fqans);
    }

    /**
     * What these rules would do to accounts that are leased from pools in use: none may be gone or have another uid, which
     * would be somebody else's files and processes.
     */
    public List<String> brokenLeases(MappingRules before, Collection<Lease> leases) {
        return leases.stream()
                .filter(lease -> pools.containsKey(lease.key().pool()))
                .flatMap(lease -> brokenLease(before, lease.account()).stream())
                .toList();
    }

    private Optional<String> brokenLease(MappingRules before, String account) {
        Optional<Long> then = before.uid(account);
        Optional<Long> now = uid(account);
        if (then.isEmpty() || then.equals(now)) {
            return Optional.empty();
        }
        String change =
                now.map(uid -> "has uid " + uid + " now, and had " + then.get()).orElse("is not known any more");
        return Optional.of("account `" + account + "` is leased and " + change
                + ": put it back, or end the lease first with `portcullis lease release " + account + "`");
    }

    /** The pools that the account map names. */
    public Set<Pool> pools() {
        return pools.keySet();
    }

    /** The VOs that the account map has a line for, in alphabetical order. */
    public Set<String> vos() {
        return accounts.vos();
    }

    /** Whether accounts of the pool are for this subject. */
    boolean isFor(Pool pool, Subject subject) {
        return limits.allows(pool, subject);
    }

    /** The accounts of the pool that may be handed out, lowest number first. */
    public List<String> accounts(Pool pool) {
        return pools.getOrDefault(pool, List.of());
    }

    /** The line of the account map that counts for this person. */
    Optional<AccountRule> accountRule(Dn dn, List<Fqan> fqans) {
        return accounts.find(new AccountMap.Whom(dn, fqans, groups.known(fqans) > 0));
    }

    /** Whether the group map knows as much of this person as the site asks for. */
    boolean groupsSuffice(Dn dn, List<Fqan> fqans) {
        return groups.suffices(dn, fqans);
    }

    /** The primary group that the group map gives. */
    Optional<UnixGroup> primaryGroup(Dn dn, List<Fqan> fqans) {
        return groups.primary(dn, fqans);
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

    /** The account as it is handed out to this person; empty if it must not be, or is no longer known. */
    Optional<Account> account(String name, Dn dn, List<Fqan> fqans) {
        return table.user(name).filter(limits::allows).flatMap(user -> account(user, dn, fqans));
    }

    private Optional<Account> account(User user, Dn dn, List<Fqan> fqans) {
        return primaryGroup(dn, fqans)
                .or(() -> table.group(user.gid()))
                .map(primary -> new Account(user.name(), user.uid(), primary, secondaryGroups(dn, fqans, primary)));
    }

    private List<UnixGroup> secondaryGroups(Dn dn, List<Fqan> fqans, UnixGroup primary) {
        Map<Long, UnixGroup> secondary = new LinkedHashMap<>();
        groups.all(dn, fqans).stream()
                .filter(group -> group.gid() != primary.gid())
                .forEach(group -> secondary.putIfAbsent(group.gid(), group));
        return new ArrayList<>(secondary.values());
    }
}
