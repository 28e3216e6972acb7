package org.portcullis.load.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** How long a Java server has collected garbage since it started, as the JDK's {@code jstat} tells. */
final class ServerGc {
    private static final String TOTAL = "GCT";

    private ServerGc() {}

    /** Seconds; nothing if that process is no Java of this user, or there is no {@code jstat} beside this Java. */
    static OptionalDouble seconds(long pid) {
        String jstat = Path.of(System.getProperty("java.home"), "bin", "jstat").toString();
        try {
            Process process = new ProcessBuilder(jstat, "-gcutil", Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /** Reads a line of names and a line of numbers. */
    static OptionalDouble parse(String table) {
        List<String[]> rows =
                table.lines().map(line -> line.strip().split("\\s+", -1)).toList();
        int column = rows.isEmpty() ? -1 : Arrays.asList(rows.get(0)).indexOf(TOTAL);
        if (column < 0 || rows.size() < 2 || rows.get(1).length <= column) {
            return OptionalDouble.empty();
        }
        String number = rows.get(1)[column].replace(',', '.');
        return number.matches("\\d+\\.\\d+") ? OptionalDouble.of(Double.parseDouble(number)) : OptionalDouble.empty();
    }
}
