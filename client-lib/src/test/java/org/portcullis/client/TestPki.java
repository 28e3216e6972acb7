package org.portcullis.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A throw-away PKI, made by the openssl command: a CA, hosts, a user and her proxies. */
public final class TestPki {
    private static final List<String> EC = List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    private static final String PROXY =
            "keyUsage=critical,digitalSignature\nproxyCertInfo=critical,language:id-ppl-inheritAll\n";
    private static final String LOCAL = "subjectAltName=DNS:localhost,IP:127.0.0.1\n";

    /** Last of the constants, because it needs the others. */
    private static final TestPki SHARED = new TestPki();

    private final Path home;

    private TestPki() {
        try {
            home = Files.createTempDirectory(Path.of("target"), "pki").toAbsolutePath();
            make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that all tests of this module share. */
    public static TestPki shared() {
        return SHARED;
    }

    /** A file of this PKI; the names are those in {@link #make}. */
    public Path file(String name) {
        return home.resolve(name);
    }

    private void make() throws IOException {
        ca("ca", "/DC=org/DC=example/CN=Test CA");
        ca("other-ca", "/DC=org/DC=example/CN=Other CA");
        Files.createDirectory(file("cas"));
        Files.copy(file("ca.pem"), file("cas").resolve("0a1b2c3d.0"));
        Files.writeString(file("cas").resolve("ffffffff.0"), "not a certificate");
        issue("host", "ca", "/DC=org/DC=example/CN=localhost", LOCAL + "extendedKeyUsage=serverAuth\n", 2);
        issue("wrong-host", "ca", "/DC=org/DC=example/CN=elsewhere", "subjectAltName=DNS:elsewhere.example.org\n", 2);
        issue("expired-host", "ca", "/DC=org/DC=example/CN=localhost", LOCAL, -1);
        issue("other-host", "other-ca", "/DC=org/DC=example/CN=localhost", LOCAL, 2);
        issue("alice", "ca", "/DC=org/DC=example/O=Müller & <Söhne>/CN=Alice", "extendedKeyUsage=clientAuth\n", 2);
        issue("bob", "ca", "/DC=org/DC=example/CN=Bob", LOCAL + "extendedKeyUsage=clientAuth\n", 2);
        String alice = "/DC=org/DC=example/O=Müller & <Söhne>/CN=Alice";
        issue("rfc", "alice", alice + "/CN=4711", PROXY + voms("/atlas/Role=production/Capability=NULL", "/atlas"), 1);
        issue("rfc2", "rfc", alice + "/CN=4711/CN=4712", PROXY, 1);
        issue("legacy", "alice", alice + "/CN=limited proxy", "keyUsage=digitalSignature\n", 1);
        issue("pilot", "bob", "/DC=org/DC=example/CN=Bob/CN=1", PROXY + voms("/atlas/Role=pilot/Capability=NULL"), 1);
        proxy("alice.proxy", "rfc", "alice");
        proxy("alice-twice.proxy", "rfc2", "rfc", "alice");
        proxy("alice-legacy.proxy", "legacy", "alice");
        proxy("bob.proxy", "pilot", "bob");
    }

    private void ca(String name, String subject) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("req", "-x509", "-nodes", "-utf8", "-days", "10", "-subj", subject));
        command.addAll(EC);
        command.addAll(List.of("-keyout", name + ".key", "-out", name + ".pem"));
        openssl(command.toArray(String[]::new));
    }

    private void issue(String name, String issuer, String subject, String extensions, int days) throws IOException {
        List<String> request = new ArrayList<>(List.of("req", "-new", "-nodes", "-utf8", "-subj", subject));
        request.addAll(EC);
        request.addAll(List.of("-keyout", name + ".key", "-out", name + ".csr"));
        openssl(request.toArray(String[]::new));
        Files.writeString(file(name + ".ext"), extensions);
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                issuer + ".pem",
                "-CAkey",
                issuer + ".key",
                "-CAcreateserial",
                "-days",
                Integer.toString(days),
                "-extfile",
                name + ".ext",
                "-out",
                name + ".pem");
        Files.setPosixFilePermissions(file(name + ".key"), PosixFilePermissions.fromString("r--------"));
    }

    private void proxy(String name, String leaf, String... rest) throws IOException {
        StringBuilder pem = new StringBuilder(Files.readString(file(leaf + ".pem")));
        pem.append(Files.readString(file(leaf + ".key")));
        for (String certificate : rest) {
            pem.append(Files.readString(file(certificate + ".pem")));
        }
        Files.writeString(file(name), pem);
        Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-------"));
    }

    /** Runs openssl in this PKI's directory. */
    public void openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** An extension that holds an attribute certificate with these FQANs, as VOMS lays it out; signed by nobody. */
    private static String voms(String... fqans) {
        StringBuilder values = new StringBuilder();
        for (String fqan : fqans) {
            values.append(der(0x04, HexFormat.of().formatHex(fqan.getBytes(StandardCharsets.US_ASCII))));
        }
        String authority = der(
                0xa0, der(0x86, HexFormat.of().formatHex("atlas://voms:15000".getBytes(StandardCharsets.US_ASCII))));
        String syntax = der(0x30, authority + der(0x30, values.toString()));
        String attribute = der(0x30, "060a2b06010401be45646404" + der(0x31, syntax));
        String info = der(
                0x30,
                "020101" + der(0x30, "") + der(0xa0, "") + der(0x30, "06032a0304") + "020105" + der(0x30, "")
                        + der(0x30, attribute));
        String acs = der(0x30, der(0x30, der(0x30, info + der(0x30, "06032a0304") + "030100")));
        return "1.3.6.1.4.1.8005.100.100.5=DER:" + acs + "\n";
    }

    private static String der(int tag, String contentHex) {
        int length = contentHex.length() / 2;
        String lengthHex = length < 128 ? "%02x".formatted(length) : "82%04x".formatted(length);
        return "%02x".formatted(tag) + lengthHex + contentHex;
    }
}
