package org.portcullis.pdp.mapping.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.pdp.mapping.Lease;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LinkName;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.Findings;
import org.portcullis.profile.Dn;

/** The mapping of another service in our terms: map files, leases, and what became of everything that was read. */
public final class ImportedMapping {
    private final String accounts;
    private final String groups;
    private final List<FoundLease> leases;
    private final List<Finding> findings;

    ImportedMapping(String accounts, String groups, List<FoundLease> leases, List<Finding> findings) {
        this.accounts = accounts;
        this.groups = groups;
        this.leases = List.copyOf(leases);
        this.findings = List.copyOf(findings);
    }

    /** The account map; empty if there is nothing to say. */
    public String accounts() {
        return accounts;
    }

    /** The group map; empty if there is nothing to say. */
    public String groups() {
        return groups;
    }

    /** How many leases were found that can be kept. */
    public int leases() {
        return leases.size();
    }

    /** What became of the files that were read. */
    public List<Finding> findings() {
        return findings;
    }

    /** What would become of the leases beside these that are held. */
    public List<Finding> tryBeside(List<Lease> held) {
        Findings found = new Findings();
        free(held, found).forEach(lease -> found.kept(lease.at(), lease.construct(), "can be kept"));
        return found.list();
    }

    /** Moves the leases into the store, all that nobody there contests in one transaction, and tells what became of each. */
    public List<Finding> moveInto(LeaseRegister store) {
        Findings found = new Findings();
        List<FoundLease> free = free(store.all(), found);
        List<LeaseOutcome> outcomes =
                store.moveIn(free.stream().map(FoundLease::lease).toList());
        for (int i = 0; i < free.size(); i++) {
            FoundLease lease = free.get(i);
            outcomes.get(i)
                    .match(
                            held -> {
                                if (held.account().equals(lease.account())) {
                                    found.kept(lease.at(), lease.construct(), "held here now");
                                } else {
                                    found.lost(
                                            lease.at(),
                                            lease.construct(),
                                            "its holder has `" + held.account() + "` here");
                                }
                                return held.account();
                            },
                            reason -> {
                                found.lost(lease.at(), lease.construct(), "not free here: " + reason.value());
                                return reason.value();
                            });
        }
        return found.list();
    }

    /** The leases that are not here yet and that nobody here stands against. */
    private List<FoundLease> free(List<Lease> held, Findings found) {
        Map<String, Lease> byAccount = new HashMap<>();
        held.forEach(lease -> byAccount.put(lease.account(), lease));
        List<FoundLease> free = new ArrayList<>();
        for (FoundLease lease : leases) {
            Lease here = byAccount.get(lease.account());
            if (here == null) {
                free.add(lease);
            } else if (isOf(here, lease.person())) {
                found.kept(lease.at(), lease.construct(), "held here already");
            } else {
                found.lost(
                        lease.at(),
                        lease.construct(),
                        "held here by " + MapText.quote(here.key().dn().value()) + ": see `portcullis lease history`");
            }
        }
        return withoutOtherAccounts(free, held, found);
    }

    /** A person who has another account of the pool here already would not come back to the old one. */
    private static List<FoundLease> withoutOtherAccounts(List<FoundLease> free, List<Lease> held, Findings found) {
        Map<String, Lease> byHolder = new HashMap<>();
        held.stream()
                .filter(lease -> !LinkName.isHolder(lease.key().dn()))
                .forEach(lease -> byHolder.put(
                        lease.key().pool() + " " + lease.key().primaryGroup() + " "
                                + LinkName.of(lease.key().dn()).text(),
                        lease));
        List<FoundLease> rest = new ArrayList<>();
        for (FoundLease lease : free) {
            Lease here = byHolder.get(lease.pool() + " " + lease.primaryGroup() + " "
                    + lease.person().text());
            if (here == null) {
                rest.add(lease);
            } else {
                found.lost(
                        lease.at(),
                        lease.construct(),
                        "its holder has `" + here.account() + "` here: release that first");
            }
        }
        return rest;
    }

    private static boolean isOf(Lease here, LinkName person) {
        Dn holder = here.key().dn();
        return LinkName.isHolder(holder)
                ? person.holder().equals(holder)
                : LinkName.holders(holder).contains(person.holder());
    }
}
