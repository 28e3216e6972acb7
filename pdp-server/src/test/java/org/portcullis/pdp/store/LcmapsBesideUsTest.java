package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.portcullis.pdp.store.Leases.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.portcullis.profile.Dn;

/** Debian's LCMAPS and this store, over one gridmapdir. */
class LcmapsBesideUsTest {
    private static final int PEOPLE = Integer.getInteger("portcullis.lcmaps.people", 100);
    private static final int PROCESSES = 3;
    private static final int THREADS = 8;
    private static final int MOST_TRIES = 100;

    @TempDir
    private Path directory;

    private final InstantSource clock = InstantSource.system();

    private LeaseRegister open() {
        assumeTrue(Lcmaps.isInstalled(), "SKIPPED: LCMAPS, its plugins or libnss-wrapper are not installed");
        Lcmaps.configure(directory, Leases.pool(PEOPLE));
        return LeaseSite.gridmapdir(directory, PEOPLE).open(LeaseTerms.DEFAULTS, clock);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/C=XX/O=Grid/CN=Ann                              | same",
                "/C=XX/O=Grid/OU=a_b-c:d(1)/CN=Ann O'Hara, 2nd    | same",
                "/C=XX/O=Grid/CN=ann@example.org/CN=1+1=2;~#%     | same",
                "/C=XX/O=Grid/CN=Robot: \"x\" & <y> [z]           | same",
                "/C=XX/O=Grid/emailAddress=ann@example.org        | same",
                "/C=XX/O=Grid/CN=host/www.example.org             | same",
                "/C=XX/O=Grid/CN=Frédéric Müller                  | /C=XX/O=Grid/CN=Fr\\xC3\\xA9d\\xC3\\xA9ric M\\xC3\\xBCller",
            })
    void oneLinkIsFoundByBoth(String dn, String printed) throws IOException {
        String theirs = printed.equals("same") ? dn : printed;
        try (LeaseRegister store = open();
                Lcmaps lcmaps = Lcmaps.start(directory)) {
            String member = lcmaps.account(theirs, "/atlas");
            String person = ours(store, new LeaseKey(Leases.ATLAS, new Dn(dn), ""));

            assertThat(member).startsWith("atlas");
            assertThat(person).startsWith("atlas").isNotEqualTo(member);
            assertThat(ours(store, new LeaseKey(Leases.ATLAS, new Dn(dn), "atlas")))
                    .isEqualTo(member);
            assertThat(lcmaps.account(theirs)).isEqualTo(person);
            assertThat(names()).hasSize(PEOPLE + 2);
        }
    }

    /** Everybody asks for everybody, in an order of his own. */
    @Test
    void peopleWhoComeToBothAtOnceHaveOneAccountEach() throws Exception {
        Map<String, String> accounts = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(PROCESSES + THREADS);
        try (LeaseRegister store = open()) {
            List<Future<?>> askers = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                int seed = i;
                askers.add(threads.submit(() -> {
                    try (Lcmaps lcmaps = Lcmaps.start(directory)) {
                        askForAll(
                                seed,
                                accounts,
                                name -> lcmaps.account(Leases.key(name).dn().value(), "/atlas"));
                    }
                }));
            }
            for (int i = 0; i < THREADS; i++) {
                int seed = PROCESSES + i;
                askers.add(threads.submit(() -> askForAll(seed, accounts, name -> ours(store, Leases.key(name)))));
            }
            for (Future<?> asker : askers) {
                asker.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(accounts).hasSize(PEOPLE);
        assertThat(accounts.values()).doesNotHaveDuplicates();
        assertThat(names()).hasSize(2 * PEOPLE);
        for (String account : accounts.values()) {
            assertThat(Files.getAttribute(directory.resolve("gridmapdir").resolve(account), "unix:nlink"))
                    .isEqualTo(2);
        }
    }

    private static void askForAll(int seed, Map<String, String> accounts, Function<String, String> side) {
        List<String> people = new ArrayList<>(
                IntStream.range(0, PEOPLE).mapToObj(n -> "Person " + n).toList());
        Collections.shuffle(people, new Random(seed));
        for (String name : people) {
            String account = Stream.generate(() -> side.apply(name))
                    .limit(MOST_TRIES)
                    .filter(answer -> answer.startsWith("atlas"))
                    .findFirst()
                    .orElse("-");
            assertThat(account).as("seed %d", seed).startsWith("atlas");
            assertThat(accounts.merge(name, account, (before, now) -> before))
                    .as("account of %s", name)
                    .isEqualTo(account);
        }
    }

    private String ours(LeaseRegister store, LeaseKey key) {
        try {
            return account(store.acquire(key, Leases.pool(PEOPLE), clock.instant()));
        } catch (StoreUnavailableException e) {
            return "?";
        }
    }

    private List<Path> names() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("gridmapdir"))) {
            return files.toList();
        }
    }
}
