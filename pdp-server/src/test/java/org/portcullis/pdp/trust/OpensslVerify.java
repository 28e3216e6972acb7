package org.portcullis.pdp.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code openssl verify} says of many chains, in one go: {@code OK} or its first objection. */
record OpensslVerify(Path anchors) {
    private static final String SCRIPT = """
            while read -r file; do
                said=$(openssl verify -allow_proxy_certs -crl_check_all -CApath "$1" -untrusted "$file" "$file" 2>&1)
                echo "$file $? $said" | tr '\\n' ' '
                echo
            done
            """;
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d+) (.*)");
    private static final Pattern OBJECTION =
            Pattern.compile("error \\d+ at \\d+ depth lookup: ([^:]*?) (?:error|[0-9A-F]{8,}:|$)");

    Map<Path, String> verdicts(List<Path> chains) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "sh", anchors.toString())
                    .redirectErrorStream(true)
                    .redirectInput(Files.write(anchors.resolveSibling("chains.txt"), lines(chains))
                            .toFile())
                    .start();
            String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
            shell.waitFor();
            return parse(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(List<Path> chains) {
        return chains.stream().map(Path::toString).toList();
    }

    private static Map<Path, String> parse(String said) {
        Map<Path, String> verdicts = new LinkedHashMap<>();
        said.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            Matcher objection = OBJECTION.matcher(line.group(3));
            String refusal = objection.find() ? objection.group(1) : "unreadable";
            verdicts.put(Path.of(line.group(1)), line.group(2).equals("0") ? "OK" : refusal);
        });
        return verdicts;
    }
}
