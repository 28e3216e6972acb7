package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.portcullis.load.pki.Identity;

/** A small site with an admin port: officers who may change, a screen that may look, and a guest who may nothing. */
record AdminSite(TestSite site, Identity officer, Identity screen, Identity guest) {
    /** As {@link #in}, where all that can takes two people. */
    static AdminSite ofTwo(Path directory) {
        AdminSite made = in(directory);
        made.site().replace("etc/portcullis.yaml", "admin:\n", "admin:\n  two-person: [vo-bans, lifts, packs]\n");
        return made;
    }

    /** Made in a directory. */
    static AdminSite in(Path directory) {
        TestSite site = TestSite.in(directory)
                .replace("etc/portcullis.yaml", "health:\n", "admin:\n  listen: 127.0.0.1:0\nhealth:\n")
                .replace("etc/peps.yaml", "peps:\n", """
                        peps:
                          - dn: /C=XX/O=Grid/CN=Officer
                            class: admin
                          - dn: /C=XX/O=Grid/CN=Screen
                            class: monitor
                          - dn: /C=XX/O=Grid/CN=Second
                            class: admin
                          - dn: /C=XX/O=Grid/CN=Banner
                            class: banner
                        """);
        return new AdminSite(
                site,
                site.pki().user("Officer"),
                site.pki().user("Screen"),
                site.pki().user("Guest"));
    }

    PdpServer start() {
        return site.start();
    }

    /** Somebody who may change as the officer may. */
    Identity second() {
        return site.pki().user("Second");
    }

    /** Somebody who may ban, and not take bans back. */
    Identity banner() {
        return site.pki().user("Banner");
    }

    /** The options of a command that asks the admin port as somebody. */
    List<String> options(PdpServer server, Identity caller) {
        Path certificate = site.file("keys/" + caller.name().hashCode() + ".cert.pem");
        Path key = site.file("keys/" + caller.name().hashCode() + ".key.pem");
        caller.writeCertificate(certificate);
        caller.writeKey(key);
        return List.of(
                "--server",
                "https://localhost:" + server.adminPort().orElseThrow(),
                "--cert",
                certificate.toString(),
                "--key",
                key.toString(),
                "--ca-dir",
                site.file("pki/certificates").toString());
    }

    /** The bundles of the site, from which it has its policy from now on: one of version 1.0 that decides. */
    Bundles bundles() {
        site.replace("etc/portcullis.yaml", "  pack: policy\n", "  pack: ../var/bundles/current\n");
        RolloutSite rollouts = new RolloutSite(site, new Shell(site.configFile().toString()));
        String old = rollouts.built(rollouts.pack("old", "1.0", "", ""));
        String next = rollouts.built(
                rollouts.pack("next", "1.1", "atlas:\n    supported: true", "atlas:\n    supported: false"));
        String broken = rollouts.built(rollouts.pack("broken", "1.2", "", ""));
        site.write("var/bundles/bundle-" + broken + ".tgz", "no bundle");
        rollouts.shell().run("policy", "activate", old, "--yes", "--reason", "first");
        return new Bundles(old, next, broken);
    }

    /** By their digests: the one that decides, one that takes the support of atlas away, and one whose file is damaged. */
    record Bundles(String old, String next, String broken) {}

    /** What somebody gets on the admin port. */
    Exchange.Reply get(PdpServer server, Identity caller, String target) throws IOException {
        return send(server, caller, "GET " + target, List.of(), "");
    }

    /** As {@link #get}, with whole header lines and a body of JSON. */
    Exchange.Reply send(PdpServer server, Identity caller, String request, List<String> headers, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder(request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (bytes.length > 0) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        String message = head + "\r\n" + new String(bytes, ISO_8859_1);
        return door(server, caller).send(message.getBytes(ISO_8859_1));
    }

    /** The admin port, for somebody. */
    Exchange door(PdpServer server, Identity caller) {
        return site.as(caller, server.adminPort().orElseThrow());
    }

    /** Makes a ban with the command, which tells nobody: the server finds it. */
    void ban(String selector) {
        site.write("var/portcullis.pid", "");
        new Shell(site.configFile().toString()).run("ban", "add", selector, "--reason", "test", "--yes");
    }
}
