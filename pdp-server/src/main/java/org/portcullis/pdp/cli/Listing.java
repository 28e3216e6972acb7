package org.portcullis.pdp.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of one kind, written as a table, as JSON, as one JSON object a line, or as CSV. */
public record Listing(Form form, PrintWriter out) {
    /** A form of output. */
    public enum Form {
        TABLE,
        JSON,
        JSONL,
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Writes the rows; each has a value for each column, which is text, a number or a truth. */
    public void print(List<String> columns, List<Map<String, Object>> rows) {
        switch (form) {
            case TABLE -> table(columns, rows);
            case JSON -> out.println(rows.stream().map(Listing::json).collect(Collectors.joining(",\n ", "[", "]")));
            case JSONL -> rows.forEach(row -> out.println(json(row)));
            case CSV -> {
                out.println(String.join(",", columns));
                rows.forEach(row -> out.println(
                        columns.stream().map(name -> csv(text(row, name))).collect(Collectors.joining(","))));
            }
        }
        out.flush();
    }

    private void table(List<String> columns, List<Map<String, Object>> rows) {
        Map<String, Integer> widths = columns.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> rows.stream()
                                .mapToInt(row -> text(row, name).length())
                                .reduce(name.length(), Math::max)));
        out.println(line(columns.stream()
                .map(name -> padded(name.toUpperCase(Locale.ROOT), widths.getOrDefault(name, 0)))
                .toList()));
        rows.forEach(row -> out.println(line(columns.stream()
                .map(name -> padded(text(row, name), widths.getOrDefault(name, 0)))
                .toList())));
    }

    private static String line(List<String> cells) {
        return String.join("  ", cells).stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String text(Map<String, Object> row, String name) {
        return String.valueOf(row.getOrDefault(name, ""));
    }

    private static String csv(String text) {
        boolean special = text.matches("(?s).*[\",\r\n].*");
        return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String json(Map<String, Object> row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> cell : row.entrySet()) {
                json.writeFieldName(cell.getKey());
                if (cell.getValue() instanceof Number number) {
                    json.writeNumber(number.longValue());
                } else if (cell.getValue() instanceof Boolean truth) {
                    json.writeBoolean(truth);
                } else {
                    json.writeString(String.valueOf(cell.getValue()));
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a line could not be put into memory", e);
        }
        return text.toString();
    }
}
