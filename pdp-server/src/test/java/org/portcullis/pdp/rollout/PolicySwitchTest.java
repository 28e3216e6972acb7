package org.portcullis.pdp.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.bundle.Bundle;
import org.portcullis.pdp.bundle.BundleException;
import org.portcullis.pdp.bundle.BundleSignatures;
import org.portcullis.pdp.bundle.BundleStore;
import org.portcullis.pdp.bundle.Packs;
import org.portcullis.pdp.bundle.Rollout;
import org.portcullis.pdp.bundle.Rollout.Kind;
import org.portcullis.pdp.bundle.Rollout.Outcome;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.store.SqliteBanStore;

class PolicySwitchTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T03:00:00Z"));

    @TempDir
    private Path directory;

    private final List<String> announced = new ArrayList<>();
    private BundleStore store;
    private PdpConfig config;
    private SqliteBanStore bans;
    private String good;
    private String next;

    @BeforeEach
    void makeASite() {
        Snapshots.mapping(directory, "", "");
        write("bans.txt", "dn:/C=XX/CN=Banned\n");
        write("peps.yaml", "peps: []\n");
        write("portcullis.yaml", """
                policy: {pack: bundles/current, bans: bans.txt, peps: peps.yaml, bundles: bundles}
                mapping: {accounts: accounts.map, groups: groups.map, passwd: passwd, group: group}
                """);
        config = ConfigReader.read(directory.resolve("portcullis.yaml"));
        store = new BundleStore(config.policy().bundles()).prepare();
        bans = new SqliteBanStore(directory.resolve("bans.db"));
        bans.prepare();
        good = keep("1.0");
        next = keep("1.1");
    }

    @Test
    void whatTheServerTakesStays() {
        change(Outcome.IN_FORCE).run(plan(good));

        assertThat(store.current()).isEqualTo(good);
        assertThat(announced).containsExactly(good);
        assertThat(outcomes()).containsExactly(Outcome.BEGUN, Outcome.IN_FORCE);
    }

    @Test
    void whatTheServerRefusesIsTakenBackAndTheServerIsTold() {
        change(Outcome.IN_FORCE).run(plan(good));

        change(Outcome.REFUSED).run(plan(next));

        assertThat(store.current()).isEqualTo(good);
        assertThat(announced).containsExactly(good, next, good);
        assertThat(outcomes()).endsWith(Outcome.BEGUN, Outcome.REFUSED);
    }

    @Test
    void firstBundleThatTheServerRefusesLeavesNone() {
        change(Outcome.REFUSED).run(plan(good));

        assertThat(store.current()).isEmpty();
    }

    @Test
    void checkThatFailsKeepsTheBundleOut() {
        PolicySwitch strict = change(Outcome.IN_FORCE, pack -> List.of("tests/a.yaml: wanted Deny, got Permit"));

        assertThatThrownBy(() -> strict.run(plan(good)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("tests/a.yaml");
        assertThat(store.current()).isEmpty();
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void siteWhoseOtherFilesAreBrokenSwitchesNothing() {
        write("peps.yaml", "peps: [{dn: nobody}]\n");

        assertThatThrownBy(() -> change(Outcome.IN_FORCE).run(plan(good))).hasMessageContaining("peps.yaml:1");
        assertThat(store.current()).isEmpty();
    }

    @Test
    void deathAfterTheSwitchIsWrittenDownByTheNext() {
        PolicySwitch dying = new PolicySwitch(store, test(PackCheck.LOADS), digest -> die(), CLOCK);
        assertThatThrownBy(() -> dying.run(plan(good))).isInstanceOf(IllegalStateException.class);

        change(Outcome.IN_FORCE).run(plan(next));

        assertThat(outcomes()).containsExactly(Outcome.BEGUN, Outcome.SWITCHED, Outcome.BEGUN, Outcome.IN_FORCE);
        assertThat(store.history().before(next)).contains(good);
    }

    @Test
    void deathBeforeTheSwitchIsWrittenDownByTheNext() {
        Rollout.Change begun = new Rollout.Change(Kind.ACTIVATE, "", next, "1.1");
        store.history().add(CLOCK.instant(), begun, plan(next).note(), Outcome.BEGUN);

        change(Outcome.IN_FORCE).run(plan(good));

        assertThat(outcomes()).containsExactly(Outcome.BEGUN, Outcome.INTERRUPTED, Outcome.BEGUN, Outcome.IN_FORCE);
    }

    private static Reception die() {
        throw new IllegalStateException("killed");
    }

    private PolicySwitch change(Outcome outcome) {
        return change(outcome, PackCheck.LOADS);
    }

    private PolicySwitch change(Outcome outcome, PackCheck check) {
        Announcer server = digest -> {
            announced.add(digest);
            return new Reception(outcome, Duration.ZERO, "");
        };
        return new PolicySwitch(store, test(check), server, CLOCK);
    }

    private SelfTest test(PackCheck check) {
        return new SelfTest(config, bans, CLOCK, List.of(check));
    }

    private static PolicySwitch.Plan plan(String digest) {
        return new PolicySwitch.Plan(Kind.ACTIVATE, digest, "", new Rollout.Note("officer", "", ""));
    }

    private List<Outcome> outcomes() {
        return store.history().entries().stream().map(Rollout::outcome).toList();
    }

    private String keep(String version) {
        Bundle bundle = Bundle.of(Packs.version(directory.resolve("pack-" + version), version));
        store.add(bundle, BundleSignatures.NONE);
        return bundle.digest();
    }

    private void write(String name, String text) {
        Snapshots.write(directory.resolve(name), text);
    }
}
