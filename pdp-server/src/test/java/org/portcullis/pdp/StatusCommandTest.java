package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;

/** {@code portcullis status} beside a server with an admin port, without one, and none. */
class StatusCommandTest {
    @TempDir
    private Path directory;

    private AdminSite site;
    private Shell shell;

    @BeforeEach
    void makeSite() throws IOException {
        site = AdminSite.in(directory);
        site.site().write("etc/portcullis.yaml", onPorts(site.site().read("etc/portcullis.yaml")));
        shell = new Shell(site.site().configFile().toString());
    }

    private static String onPorts(String config) throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return config.replaceFirst("(health:\\n(?: *#.*\\n)*  listen: 127.0.0.1):0", "$1:" + one.getLocalPort())
                    .replaceFirst("(admin:\\n  listen: 127.0.0.1):0", "$1:" + other.getLocalPort());
        }
    }

    @Test
    void theAdminPortOfThisMachineIsAskedWithOnesOwnCertificate() {
        try (PdpServer server = site.start()) {
            Shell.Done done = status(credential(server, site.screen()));

            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.out())
                    .matches("portcullis development  READY.*  epoch \\d+  pack mupj [0-9.]+  bans \\d+"
                            + "  leases 0/\\d+  audit ok\\n(?s:.*)");
        }
    }

    @Test
    void programsGetThePageAsItIs() {
        try (PdpServer server = site.start()) {
            List<String> options = Stream.concat(site.options(server, site.screen()).stream(), Stream.of("-o", "json"))
                    .toList();

            Shell.Done done = status(options);

            assertThat(done.out())
                    .startsWith("{\"server\":{\"version\":\"development\",\"status\":\"")
                    .endsWith("\"replicas\":[]}\n");
        }
    }

    @Test
    void whoHasNoRoleIsToldSo() {
        try (PdpServer server = site.start()) {
            assertThat(status(site.options(server, site.guest())).code()).isEqualTo(7);
        }
    }

    @Test
    void withoutAnAdminPortTheHealthPagesAreAsked() {
        site.site()
                .write(
                        "etc/portcullis.yaml",
                        site.site().read("etc/portcullis.yaml").replaceFirst("(admin:\\n  listen: ).*", "$1off"));
        try (PdpServer server = site.start()) {
            Shell.Done done = status(List.of());

            assertThat(server.adminPort()).isEmpty();
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.out()).matches("portcullis  READY.*  epoch 1  bans \\d+  audit ok\\n(?s:.*)");
        }
    }

    @Test
    void theOtherServersOfTheSiteAreTold() {
        String config = site.site().read("etc/portcullis.yaml");
        String health = config.replaceFirst("(?s).*health:\\n(?: *#[^\\n]*\\n)*  listen: (127.0.0.1:\\d+).*", "$1");
        site.site().write("etc/portcullis.yaml", config + "\ncluster:\n  health: [" + health + "]\n");
        try (PdpServer server = site.start()) {
            Shell.Done done = status(credential(server, site.screen()));

            assertThat(done.out()).contains("replica " + health + "  READY");
        }
    }

    @Test
    void nobodyThereIsUnreachable() {
        Shell.Done done = status(List.of("--cert", "none", "--key", "none"));

        assertThat(done.code()).isEqualTo(6);
        assertThat(done.out()).isEmpty();
        assertThat(done.err()).contains("nobody answers at 127.0.0.1:");
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        try (PdpServer server = site.start()) {
            List<String> options = site.options(server, site.screen()).stream()
                    .map(option -> option.replace("https:", "http:"))
                    .toList();

            assertThat(status(options).code()).isEqualTo(78);
        }
    }

    private List<String> credential(PdpServer server, Identity who) {
        List<String> all = site.options(server, who);
        return all.subList(2, all.size());
    }

    private Shell.Done status(List<String> options) {
        return shell.run(Stream.concat(Stream.of("status"), options.stream()).toArray(String[]::new));
    }
}
