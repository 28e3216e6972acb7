package org.portcullis.pdp.mapping.importing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LinkName;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.policy.importing.Findings;
import org.portcullis.profile.Dn;

/** Finds the leases of a draft that can be kept: one holder for an account, one account for a holder. */
final class LeaseSifting {
    private final ImportDraft draft;
    private final Findings findings;

    LeaseSifting(ImportDraft draft) {
        this.draft = draft;
        findings = draft.findings();
    }

    /** Makes leases of lines that name one person and an account of a pool in use; {@code at} is when they were used. */
    void takeNamedPoolAccounts(Instant at) {
        List<Pool> pools = draft.accounts().pools().stream()
                .flatMap(prefix -> pool(prefix).stream())
                .toList();
        Set<MapDraft.Line> taken = new HashSet<>();
        for (MapDraft.Line line : draft.accounts().lines()) {
            boolean pooled = pools.stream().anyMatch(pool -> pool.owns(line.value()));
            if (pooled && LcmapsMap.isDn(line.key())) {
                person(line).ifPresent(person -> {
                    draft.leases().add(new FoundLease(line.at(), person, "", line.value(), at));
                    findings.changed(line.at(), "line", "an account of a pool in use: kept as a lease");
                    taken.add(line);
                });
            }
        }
        draft.accounts().removeIf(taken::contains);
    }

    private static Optional<Pool> pool(String prefix) {
        try {
            return Optional.of(new Pool(prefix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<LinkName> person(MapDraft.Line line) {
        try {
            return Optional.of(LinkName.of(Dn.parse(line.key())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The leases without a contest; the others go into the findings. */
    List<FoundLease> sift() {
        Map<String, List<FoundLease>> byAccount = new LinkedHashMap<>();
        draft.leases().stream()
                .filter(this::isNameable)
                .forEach(lease -> byAccount
                        .computeIfAbsent(lease.account(), account -> new ArrayList<>())
                        .add(lease));
        Map<LeaseKey, FoundLease> byHolder = new HashMap<>();
        byAccount.values().stream()
                .flatMap(leases -> uncontested(leases).stream())
                .sorted(Comparator.comparing(FoundLease::usedAt).reversed())
                .forEach(lease -> keepFirst(byHolder, lease));
        return byHolder.values().stream()
                .sorted(Comparator.comparing(FoundLease::account))
                .toList();
    }

    private boolean isNameable(FoundLease lease) {
        boolean nameable = pool(lease.account().replaceFirst("[0-9]+$", "")).isPresent();
        if (!nameable) {
            findings.lost(lease.at(), lease.construct(), "not the name of an account of a pool");
        }
        return nameable;
    }

    /** The same person twice is no contest: the directory knows more than the map. */
    private Optional<FoundLease> uncontested(List<FoundLease> leases) {
        if (leases.stream().map(FoundLease::person).distinct().count() > 1) {
            leases.forEach(lease -> findings.lost(
                    lease.at(), lease.construct(), "contested, nobody is given it: somebody else has it too"));
            return Optional.empty();
        }
        return leases.stream().max(Comparator.comparing(FoundLease::primaryGroup));
    }

    private void keepFirst(Map<LeaseKey, FoundLease> kept, FoundLease lease) {
        FoundLease other = kept.putIfAbsent(lease.lease().key(), lease);
        if (other != null) {
            findings.lost(
                    lease.at(),
                    lease.construct(),
                    "its holder has `" + other.account() + "` in the same group, used later, which is kept");
        }
    }

    /** What a file without times says about when its accounts were used. */
    static Instant lastChange(Path file) {
        return Instant.ofEpochMilli(file.toFile().lastModified());
    }
}
