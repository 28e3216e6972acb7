package org.portcullis.pdp.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.portcullis.pdp.json.JsonText;

/** A table with named columns, as people, programs and spreadsheets read it. */
public record Rows(List<String> columns, List<List<String>> rows) {
    private static final String FORMULAS = "=+-@";

    /** A form of output. */
    public enum Form {
        /** Columns that line up, for people. */
        TABLE,
        /** One object: the rows under a name, and what there is to say about them. */
        JSON,
        /** One object a line. */
        JSONL,
        /** As RFC 4180 has it; what a spreadsheet would take for a formula begins with an apostrophe. */
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the lists. */
    public Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Writes all rows; {@code about} goes into the one object of JSON beside them, under {@code name}. */
    public void write(Form form, PrintWriter out, String name, Map<String, Object> about) {
        switch (form) {
            case TABLE -> table().forEach(out::println);
            case JSON -> {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put(name, objects());
                all.putAll(about);
                out.println(JsonText.printable(JsonText.of(all)));
            }
            case JSONL -> objects().forEach(row -> out.println(JsonText.printable(JsonText.of(row))));
            case CSV -> {
                out.print(csv(columns));
                out.print(csv());
            }
        }
        out.flush();
    }

    /** The rows as objects. */
    public List<Map<String, Object>> objects() {
        return rows.stream().map(this::object).toList();
    }

    private Map<String, Object> object(List<String> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        IntStream.range(0, columns.size()).forEach(i -> object.put(columns.get(i), row.get(i)));
        return object;
    }

    /** The lines of the table, headings first. */
    public List<String> table() {
        List<List<String>> all = new ArrayList<>();
        all.add(columns.stream().map(column -> column.toUpperCase(Locale.ROOT)).toList());
        rows.forEach(row -> all.add(row.stream().map(Rows::printable).toList()));
        int[] widths = IntStream.range(0, columns.size())
                .map(i ->
                        all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        return all.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    /** The rows without headings, as CSV. */
    public String csv() {
        return rows.stream().map(Rows::csv).collect(Collectors.joining());
    }

    /** One row, or the headings, as CSV. */
    public static String csv(List<String> row) {
        return row.stream().map(Rows::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        String shown = printable(text);
        String harmless = isFormula(shown) ? "'" + shown : shown;
        boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    /** Whether a spreadsheet would reckon with it instead of showing it; the other characters that make it do so were made visible. */
    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
    }

    /** Text from strangers with its control characters made visible: it must not steer a terminal. */
    public static String printable(String text) {
        return text.chars().noneMatch(JsonText::steers)
                ? text
                : text.codePoints()
                        .mapToObj(c -> JsonText.steers(c) ? String.format("\\u%04x", c) : Character.toString(c))
                        .collect(Collectors.joining());
    }
}
