package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.Validity;
import org.portcullis.pdp.cli.doctor.Ailment;

/** {@code portcullis doctor}, at a site that is well, and at sites that are ill in one way each. */
class DoctorTest {
    @TempDir
    private Path directory;

    private TestSite site;
    private Shell shell;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
    }

    /** What somebody did to a site, and what is said of it. */
    enum Illness {
        UNKNOWN_KEY("FAIL", "PC-1101", "portcullis.yaml:2:1: unknown key `sever`") {
            @Override
            void befall(TestSite site) {
                site.write(
                        "etc/portcullis.yaml", site.read("etc/portcullis.yaml").replaceFirst("server:", "sever:"));
            }
        },
        BROKEN_BANS("FAIL", "PC-1101", "bans.txt:") {
            @Override
            void befall(TestSite site) {
                site.write("etc/bans.txt", "who: /C=XX/CN=Mallory\n");
            }
        },
        TEST_THAT_FAILS("FAIL", "PC-1102", "test `") {
            @Override
            void befall(TestSite site) {
                site.replace("etc/policy/tests/direct_test.yaml", "decision: Permit", "decision: Deny");
            }
        },
        NO_HOST_KEY("FAIL", "PC-2001", "no such file: ") {
            @Override
            void befall(TestSite site) throws IOException {
                Files.delete(site.file("pki/server/hostkey.pem"));
            }
        },
        HOST_CERTIFICATE_OF_TEN_DAYS("WARN", "PC-2002", " 9 days left") {
            @Override
            void befall(TestSite site) {
                EndEntity asked = site.pki().hostEntity("localhost");
                Identity host = site.pki()
                        .authority()
                        .issue(EndEntity.host(
                                asked.name(), asked.hostNames(), site.pki().validFor(Duration.ofDays(10))));
                host.writeCertificate(site.file("pki/server/hostcert.pem"));
                host.writeKey(site.file("pki/server/hostkey.pem"));
            }
        },
        CA_THAT_IS_NONE("FAIL", "PC-2101", "deadbeef.0 cannot be used") {
            @Override
            void befall(TestSite site) {
                site.write("pki/certificates/deadbeef.0", "no certificate\n");
                site.write("pki/certificates/deadbeef.r0", "no list\n");
            }
        },
        NO_CRL("FAIL", "PC-2102", "no CRL ") {
            @Override
            void befall(TestSite site) throws IOException {
                for (Path list : named(site.file("pki/certificates"), ".r0")) {
                    Files.delete(list);
                }
            }
        },
        OLD_CRL("FAIL", "PC-2103", "should have been replaced 23 h ago") {
            @Override
            void befall(TestSite site) {
                Instant now = Instant.now();
                Validity over =
                        new Validity(now.minus(Duration.ofDays(9)), now.minus(Duration.ofMinutes(23 * 60 + 30)));
                site.pki()
                        .trusted()
                        .publish(site.pki().authority(), site.pki().authority().revoke(List.of(), 9, over));
            }
        },
        VO_WITHOUT_SERVER("FAIL", "PC-2201", "lonely: no .lsc file") {
            @Override
            void befall(TestSite site) throws IOException {
                Files.createDirectory(site.pki().vomsDirectory().resolve("lonely"));
            }
        },
        LSC_FILE_THAT_IS_NONE("FAIL", "PC-2201", "broken.lsc:") {
            @Override
            void befall(TestSite site) throws IOException {
                Files.writeString(site.pki().vomsDirectory().resolve("atlas/broken.lsc"), "nobody\n");
            }
        },
        BAN_STORE_THAT_IS_NONE("FAIL", "PC-3001", "bans.db") {
            @Override
            void befall(TestSite site) {
                site.write("var/bans.db", "no database, but long enough to be looked at as one\n".repeat(100));
            }
        },
        LEASE_STORE_THAT_IS_NONE("FAIL", "PC-3002", "leases.db") {
            @Override
            void befall(TestSite site) {
                site.write("var/leases.db", "no database, but long enough to be looked at as one\n".repeat(100));
            }
        },
        KEY_FOR_ALL("FAIL", "PC-5001", "audit.key is open to others: rw-r--r--") {
            @Override
            void befall(TestSite site) throws IOException {
                site.start().close();
                Files.setPosixFilePermissions(site.file("var/audit.key"), PosixFilePermissions.fromString("rw-r--r--"));
            }
        },
        NOWHERE_TO_KEEP_ANYTHING("FAIL", "PC-5002", "gone is not a directory that can be written") {
            @Override
            void befall(TestSite site) {
                site.replace("etc/portcullis.yaml", "../var/leases.db", "../gone/leases.db");
            }
        },
        ANSWERS_WITHOUT_A_RECORD("WARN", "PC-5004", "storage.audit-on-full is drop") {
            @Override
            void befall(TestSite site) {
                site.replace("etc/portcullis.yaml", "storage:\n", "storage:\n  audit-on-full: drop\n");
            }
        };

        private final String level;
        private final String id;
        private final String words;

        Illness(String level, String id, String words) {
            this.level = level;
            this.id = id;
            this.words = words;
        }

        abstract void befall(TestSite site) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void everyIllnessIsFoundAndHasItsRemedy(Illness illness) throws IOException {
        illness.befall(site);

        Shell.Done done = shell.run("doctor");

        assertThat(done.out().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(illness.level + "  ")
                        .contains(illness.words)
                        .endsWith("   [" + illness.id + "]"));
        assertThat(done.out()).contains("      fix: " + remedy(illness.id));
        assertThat(done.err()).isEmpty();
        assertThat(done.code()).isEqualTo(illness.level.equals("FAIL") ? 3 : 0);
    }

    @Test
    void siteThatIsWellHasNothingThatFails() throws IOException {
        Shell.Done before = shell.run("doctor");
        try (PdpServer server = site.start()) {
            Shell.Done meanwhile = shell.run("doctor");

            assertThat(server.port()).isPositive();
            assertThat(meanwhile.out())
                    .contains("OK    the server is running", "OK    0 leases")
                    .doesNotContain("FAIL");
        }

        assertThat(before.out())
                .doesNotContain("FAIL")
                .contains(
                        "OK    tests of the pack pass",
                        "OK    localhost is 127.0.0.1",
                        "OK    VOMS servers of atlas",
                        "OK    every CA has a CRL that is not outdated",
                        "OK    no leases yet",
                        "0 failed, ");
        assertThat(before.code()).isZero();
    }

    @Test
    void portThatSomebodyElseHasIsTold() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + other.getLocalPort();
            site.write("etc/portcullis.yaml", site.read("etc/portcullis.yaml").replaceFirst("127.0.0.1:0", place));

            assertThat(shell.run("doctor").out()).contains("FAIL  " + place + " cannot be listened on: ");
        }
    }

    @Test
    void poolWithoutAFreeAccountIsTold() throws IOException {
        site.write("etc/passwd", site.read("etc/passwd").replaceAll("(?m)^atlas0(?!01:).*\n", ""));
        try (PdpServer server = site.start()) {
            String question = Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas");
            assertThat(site.asPep(server).post(question).user()).isEqualTo("atlas001");
        }

        assertThat(shell.run("doctor").out()).contains("FAIL  pool atlas: 0 of 1 accounts free   [PC-3003]");
    }

    @Test
    void programsGetTheSame() {
        Shell.Done done = shell.run("doctor", "-o", "json");

        assertThat(done.out())
                .startsWith("{\"findings\":[{\"level\":\"OK\",\"text\":\"java ")
                .contains("\"failed\":0");
    }

    @Test
    void everyIdHasItsSectionAndEverySectionItsId() throws IOException {
        Pattern title = Pattern.compile("(?m)^## (PC-\\d{4}) ");

        assertThat(title.matcher(Files.readString(Path.of("docs/doctor.md")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(Ailment.values()).map(Ailment::id).toList());
    }

    private static String remedy(String id) {
        return Stream.of(Ailment.values())
                .filter(ailment -> ailment.id().equals(id))
                .map(Ailment::fix)
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> named(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
