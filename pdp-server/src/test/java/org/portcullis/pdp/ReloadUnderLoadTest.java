package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One snapshot per decision, the last good one when the next is broken, and no answer lost in between. */
class ReloadUnderLoadTest {
    private static final int RELOADS = Integer.getInteger("portcullis.reloads", 1000);
    private static final int ASKING = 8;
    private static final String SUPPORTED = "atlas:\n    supported: true";
    private static final String UNSUPPORTED = "atlas:\n    supported: false";
    private static final Pattern AUDITED =
            Pattern.compile("\"decision\":\"(\\w+)\".*\"digest\":\"([0-9a-f]{64})\"},\"epoch\":(\\d+)");

    @TempDir
    private Path directory;

    @Test
    void everyAnswerFitsExactlyOneGoodPack() throws Exception {
        TestSite site = TestSite.in(directory);
        Queue<String> decisions = new ConcurrentLinkedQueue<>();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicBoolean reloading = new AtomicBoolean(true);

        try (PdpServer server = site.start()) {
            List<Thread> asking = IntStream.range(0, ASKING)
                    .mapToObj(n -> new Thread(() -> ask(site, server, n, reloading, decisions, failures)))
                    .toList();
            asking.forEach(Thread::start);
            alternateGoodAndBroken(site, server);
            reloading.set(false);
            for (Thread thread : asking) {
                thread.join();
            }
        }

        assertThat(failures).isEmpty();
        assertThat(decisions).contains("Permit", "Deny").containsOnly("Permit", "Deny");
        List<String> lines = site.auditLines();
        assertThat(lines).hasSameSizeAs(decisions).allSatisfy(ReloadUnderLoadTest::fitsItsPack);
        assertThat(lines.stream().map(ReloadUnderLoadTest::digest).distinct()).hasSize(2);
    }

    private static void alternateGoodAndBroken(TestSite site, PdpServer server) {
        for (int n = 0; n < RELOADS; n++) {
            boolean broken = n % 2 == 1;
            String vos = site.read("etc/policy/data/vos.yaml");
            if (broken) {
                site.write("etc/policy/data/vos.yaml", vos + "\nbroken: [");
            } else if (vos.contains(SUPPORTED)) {
                site.replace("etc/policy/data/vos.yaml", SUPPORTED, UNSUPPORTED);
            } else {
                site.replace("etc/policy/data/vos.yaml", UNSUPPORTED, SUPPORTED);
            }
            assertThat(server.reload().success()).isEqualTo(!broken);
            if (broken) {
                site.write("etc/policy/data/vos.yaml", vos);
            }
        }
    }

    private static void ask(
            TestSite site,
            PdpServer server,
            int n,
            AtomicBoolean reloading,
            Queue<String> decisions,
            Queue<Throwable> failures) {
        String question = Questions.direct("/C=XX/O=Grid/CN=User " + n, "/atlas");
        try (KeepAlive connection = new KeepAlive(site.asPep(server))) {
            while (reloading.get()) {
                decisions.add(connection.post(question).decision());
            }
        } catch (IOException | RuntimeException e) {
            failures.add(e);
        }
    }

    /** The two good packs differ in whether atlas is supported, and packs with odd epochs support it. */
    private static void fitsItsPack(String line) {
        Matcher audited = AUDITED.matcher(line);
        assertThat(audited.find()).as(line).isTrue();
        boolean supported = Long.parseLong(audited.group(3)) % 2 == 1;
        assertThat(audited.group(1)).as(line).isEqualTo(supported ? "Permit" : "Deny");
    }

    private static String digest(String line) {
        Matcher audited = AUDITED.matcher(line);
        return audited.find() ? audited.group(2) : "";
    }
}
