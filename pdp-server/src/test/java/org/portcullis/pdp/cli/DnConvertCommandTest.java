package org.portcullis.pdp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.json.JsonText;

/** {@code portcullis dn convert}, beside what OpenSSL says of the same certificates. */
class DnConvertCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aNameIsWrittenInEveryForm() {
        assertThat(run("CN=Jane Doe,DC=example,DC=org")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .startsWith(
                        "input|CN=Jane Doe,DC=example,DC=org",
                        "canonical|/DC=org/DC=example/CN=Jane Doe",
                        "openssl|/DC=org/DC=example/CN=Jane Doe",
                        "globus|/DC=org/DC=example/CN=Jane Doe",
                        "rfc2253|CN=Jane Doe,DC=example,DC=org",
                        "widest|cn=jane doe/dc=example/dc=org",
                        "gridmapdir|%2fdc%3dorg%2fdc%3dexample%2fcn%3djane%20doe")
                .contains("ambiguous|false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/C=XX/O=Grid/CN=Alice",
                "/DC=org/DC=example/OU=People/UID=jd/emailAddress=jd@example.org/CN=Jane Doe",
                "/C=XX/ST=S/L=Town/street=Way 1/title=Dr/SN=Doe/GN=Jo/serialNumber=7/CN=Frédéric, \\\"x\\\" #; <y>",
                "/C=XX/O=Grid/CN=host\\/ce.example.org",
                "/C=XX/CN=a\\+b"
            })
    void certificatesAreReadAsOpensslReadsThem(String subject) throws Exception {
        Path pem = directory.resolve("cert.pem");
        Path der = directory.resolve("cert.der");
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", directory.resolve("key.pem"), "-utf8")
                .with("-subj", subject, "-days", "1", "-out", pem)
                .run();
        openssl("x509", "-in", pem, "-outform", "DER", "-out", der).run();
        String compat = subject(pem, "compat");
        String rfc2253 = subject(pem, "RFC2253,-esc_msb,utf8");

        assertThat(run("--file", pem.toString(), "--file", der.toString(), "--output", "json"))
                .isZero();

        assertThat(out.toString())
                .contains(json("openssl", compat), json("canonical", field("canonical", compat)))
                .contains("\"der\":\"" + field("der", rfc2253).substring(0, 6));
        assertThat(field("canonical", rfc2253)).isEqualTo(field("canonical", compat));
    }

    @Test
    void aProxyIsItsOwners() {
        GridPki pki = GridPki.create(directory, InstantSource.system());
        Identity proxy = pki.proxy(pki.user("Alice"));
        Path file = directory.resolve("proxy.pem");
        proxy.writeProxy(file);

        assertThat(run("--file", file.toString())).isZero();

        assertThat(out.toString()).contains("canonical   /C=XX/O=Grid/CN=Alice\n", "begins with a proxy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/C=XX/CN=host/a/OU=b           | 3 | a value before the last one holds a slash",
                "/C=XX/CN=Аlice           | 3 | one word mixes alphabets",
                "/C=XX/emailAdress=a@b.org                 | 0 | type `emailAdress` is not known, did you mean `emailAddress`?",
                "/C=XX/CN=Alice/CN=proxy        | 0 | its owner is `/C=XX/CN=Alice`",
                "C=XX,O=Grid,CN=Alice           | 0 | did you mean `/C=XX/O=Grid/CN=Alice`?",
            })
    void whatIsDoubtfulIsSaid(String name, int code, String note) {
        assertThat(run(name)).isEqualTo(code);

        assertThat(out.toString()).contains(note);
    }

    @Test
    void linesOfStandardInputAreReadAndThoseThatAreNoNamesToldByNumber() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("/C=XX/CN=Jane\n\nnobody\n/C=XX/CN=André\n".getBytes(UTF_8)));
        try {
            assertThat(run("-")).isEqualTo(3);
        } finally {
            System.setIn(before);
        }

        assertThat(out.toString()).contains("canonical   /C=XX/CN=Jane\n", "openssl     /C=XX/CN=Andr\\xC3\\xA9\n");
        assertThat(err.toString()).startsWith("-:3: `nobody` is no name").hasLineCount(1);
    }

    @Test
    void filesThatAreNoCertificatesAreFindings() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "no certificate\n");

        assertThat(run(
                        "--file",
                        text.toString(),
                        "--file",
                        directory.resolve("none").toString()))
                .isEqualTo(3);

        assertThat(err.toString()).contains("give a PEM or DER file", "cannot be read");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutANameThereIsNothingToDo() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("no name");
    }

    private String field(String name, String ofName) {
        StringWriter form = new StringWriter();
        Portcullis.commandLine()
                .setOut(new PrintWriter(form, true))
                .setErr(new PrintWriter(err, true))
                .execute("dn", "convert", ofName);
        return form.toString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(12))
                .findFirst()
                .orElse("");
    }

    private static String json(String field, String value) {
        return "\"" + field + "\":" + JsonText.of(value);
    }

    private String subject(Path certificate, String form) throws Exception {
        return openssl("x509", "-in", certificate, "-noout", "-subject", "-nameopt", form)
                .run()
                .strip()
                .substring("subject=".length());
    }

    private static Openssl openssl(Object... arguments) {
        return new Openssl(List.of(arguments));
    }

    /** The OpenSSL command, as a second opinion. */
    private record Openssl(List<Object> arguments) {
        Openssl with(Object... more) {
            List<Object> all = new ArrayList<>(arguments);
            all.addAll(Arrays.asList(more));
            return new Openssl(all);
        }

        String run() throws Exception {
            List<String> command = new ArrayList<>(List.of("openssl"));
            arguments.forEach(argument -> command.add(argument.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(command.toString()).isZero();
            return printed;
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("dn", "convert"));
        all.addAll(Arrays.asList(arguments));
        return Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
