package org.portcullis.pdp.rollout;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.portcullis.pdp.bundle.Bundle;
import org.portcullis.pdp.bundle.BundleConflictException;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.PackVersion;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.bundle.Rollout.Change;
import org.portcullis.pdp.bundle.Rollout.Kind;
import org.portcullis.pdp.bundle.Rollout.Note;
import org.portcullis.pdp.bundle.Rollout.Outcome;
import org.portcullis.policy.PackManifest;

/** Lets another bundle decide, one change at a time: tried before, written down before and after, undone if refused. */
public record PolicySwitch(BundleStore store, SelfTest test, Announcer announcer, InstantSource clock) {
    /**
     * What is wanted: a kept bundle in place of the one that decides, which must be the expected one unless that is empty.
     */
    public record Plan(Kind kind, String digest, String expected, Note note) {}

    /** A change that may be made, and the pack that would decide then. */
    public record Trial(Change change, PackManifest pack) {}

    /** A change that was made, and what the server made of it. */
    public record Receipt(Trial trial, Reception reception) {}

    /**
     * Tells what {@link #run} would change; unpacks and tries the bundle, and switches nothing.
     *
     * @throws BundleException with every reason why it must not decide
     * @throws BundleConflictException if somebody else was faster
     */
    public Trial preview(Plan plan) {
        return store.exclusively(() -> attempt(plan));
    }

    /**
     * Lets the bundle decide.
     *
     * @throws BundleException with every reason why it must not
     * @throws BundleConflictException if somebody else was faster
     */
    public Receipt run(Plan plan) {
        return store.exclusively(() -> {
            concludeInterrupted();
            return carryOut(plan, attempt(plan));
        });
    }

    private Receipt carryOut(Plan plan, Trial trial) {
        store.history().add(clock.instant(), trial.change(), plan.note(), Outcome.BEGUN);
        store.switchTo(plan.digest());
        Reception reception = announcer.announce(plan.digest());
        if (reception.outcome() == Outcome.REFUSED) {
            store.switchTo(trial.change().from());
            announcer.announce(trial.change().from());
        }
        store.history().add(clock.instant(), trial.change(), plan.note(), reception.outcome());
        return new Receipt(trial, reception);
    }

    /** What was begun by somebody who never came back was done if the link says so. */
    private void concludeInterrupted() {
        List<Rollout> entries = store.history().entries();
        if (entries.isEmpty() || entries.get(entries.size() - 1).outcome() != Outcome.BEGUN) {
            return;
        }
        Rollout begun = entries.get(entries.size() - 1);
        boolean done = begun.change().to().equals(store.current());
        store.history()
                .add(clock.instant(), begun.change(), begun.note(), done ? Outcome.SWITCHED : Outcome.INTERRUPTED);
    }

    private Trial attempt(Plan plan) {
        String from = store.current();
        if (!plan.expected().isEmpty() && !plan.expected().equals(from)) {
            throw new BundleConflictException(
                    "`" + from + "` decides now and not the expected one; see portcullis policy history");
        }
        Bundle bundle = store.bundle(plan.digest());
        Path unpacked = store.unpack(bundle);
        PackManifest pack = test.run(unpacked);
        if (plan.kind() == Kind.ACTIVATE) {
            demandNoDowngrade(from, pack);
        }
        return new Trial(new Change(plan.kind(), from, plan.digest(), pack.version()), pack);
    }

    private void demandNoDowngrade(String from, PackManifest pack) {
        store.history().standing().stream()
                .filter(change -> change.to().equals(from))
                .reduce((earlier, later) -> later)
                .map(Change::version)
                .filter(before -> PackVersion.parse(pack.version()).compareTo(PackVersion.parse(before)) < 0)
                .ifPresent(before -> {
                    throw new BundleException("version " + pack.version() + " is older than " + before
                            + ", which decides now; if that is meant, use `portcullis policy rollback --to`");
                });
    }
}
