package org.portcullis.pdp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.portcullis.pdp.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis dn convert}: every form of a name, and what is doubtful about it. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes names in every form, and tells which of them could be those of two people, and why.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  portcullis dn convert '/DC=org/DC=example/CN=Jane Doe'",
            "  portcullis dn convert 'CN=Jane Doe,DC=example,DC=org' --output json",
            "  portcullis dn convert --file /tmp/x509up_u1000 --file hostcert.pem",
            "  cut -d'\"' -f2 grid-mapfile | portcullis dn convert -",
            "",
            "Forms: canonical (what audit log, map files and bans have), openssl (x509 -nameopt compat), globus",
            "(grid-mapfiles), rfc2253, widest (what bans compare), gridmapdir (the name of a lease file), der (hex).",
            "Exit codes: 0; 2 wrong usage; 3 something is no name, or one that two people could have"
        })
final class DnConvertCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Names with slashes or as RFC 2253 has them; - reads one a line from standard input.")
    @SuppressWarnings("NullAway.Init")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"--file", "-f"},
            paramLabel = "FILE",
            description = "The owner of this certificate or proxy, PEM or DER.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files = new ArrayList<>();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (names.isEmpty() && files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no name: give one, a --file, or - for standard input");
        }
        List<ConvertedName> read = new ArrayList<>();
        boolean clean = true;
        for (NameSource source : sources()) {
            try {
                read.add(source.read());
            } catch (IllegalArgumentException e) {
                spec.commandLine().getErr().println(source.place() + ": " + e.getMessage());
                clean = false;
            }
        }
        print(read);
        return clean && read.stream().noneMatch(ConvertedName::isAmbiguous) ? 0 : ExitCode.FINDINGS;
    }

    private List<NameSource> sources() {
        List<NameSource> sources = new ArrayList<>();
        for (String name : names) {
            if (name.equals("-")) {
                sources.addAll(standardInput());
            } else {
                sources.add(new NameSource("NAME", () -> ConvertedName.ofText(name)));
            }
        }
        files.forEach(file -> sources.add(new NameSource(file.toString(), () -> ConvertedName.ofFile(file))));
        return sources;
    }

    /** Whoever pipes a list into this has an encoding of names in mind, and it is UTF-8. */
    private static List<NameSource> standardInput() {
        List<String> lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))
                .lines()
                .toList();
        List<NameSource> sources = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n);
            if (!line.isBlank()) {
                sources.add(new NameSource("-:" + (n + 1), () -> ConvertedName.ofText(line)));
            }
        }
        return sources;
    }

    private void print(List<ConvertedName> read) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(JsonText.of(
                    Map.of("names", read.stream().map(ConvertedName::fields).toList())));
        } else {
            read.forEach(name -> print(name, out));
        }
        out.flush();
    }

    private static void print(ConvertedName name, PrintWriter out) {
        name.fields().forEach((field, value) -> {
            List<?> values = value instanceof List<?> many ? many : List.of(value);
            values.forEach(each -> out.println(String.format("%-12s%s", field, Rows.printable(each.toString()))
                    .stripTrailing()));
        });
    }

    /** A name that is about to be read, and where it stands. */
    private record NameSource(String place, Reader reader) {
        ConvertedName read() {
            return reader.read();
        }
    }

    /** How a name is read. */
    private interface Reader {
        /**
         * Reads it.
         *
         * @throws IllegalArgumentException with what is wrong, if it is no name
         */
        ConvertedName read();
    }
}
