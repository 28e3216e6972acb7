package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.portcullis.load.pki.Identity;

/** A small site with an admin port: an officer who may change, a screen that may look, and a guest who may nothing. */
record AdminSite(TestSite site, Identity officer, Identity screen, Identity guest) {
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
