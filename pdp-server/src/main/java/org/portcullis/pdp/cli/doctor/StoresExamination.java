package org.portcullis.pdp.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.LeaseStores;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.PoolUse;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** Leases, and how full the pools are. Bans are read with the policy. */
final class StoresExamination implements Examination {
    @Override
    public List<Finding> of(Patient patient) {
        if (!LeaseStores.isThere(patient.config())) {
            return List.of(Finding.ok("no leases yet"));
        }
        try (LeaseRegister leases = LeaseStores.open(patient.config(), patient.clock())) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(leases.all().size() + " leases"));
            leases.problem().ifPresent(problem -> findings.add(Finding.fail(Ailment.LEASE_STORE, problem)));
            findings.addAll(pools(patient, leases));
            return findings;
        } catch (StoreUnavailableException e) {
            return List.of(Finding.fail(Ailment.LEASE_STORE, e));
        }
    }

    /** None where the maps cannot be read, which another examination tells. */
    private static List<Finding> pools(Patient patient, LeaseRegister leases) {
        try {
            MappingRules rules = ConfigOption.mapping(patient.config());
            return PoolUse.all(rules, leases, patient.now()).stream()
                    .map(StoresExamination::pool)
                    .toList();
        } catch (ConfigException e) {
            return List.of();
        }
    }

    private static Finding pool(PoolUse use) {
        String text = "pool %s: %d of %d accounts free".formatted(use.pool().prefix(), use.free(), use.accounts());
        if (use.free() == 0) {
            return Finding.fail(Ailment.POOL, text);
        }
        return use.isNearlyFull() ? Finding.warn(Ailment.POOL, text) : Finding.ok(text);
    }
}
