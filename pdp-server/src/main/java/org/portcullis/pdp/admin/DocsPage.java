package org.portcullis.pdp.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.portcullis.pdp.config.YamlTree;

/** {@code /docs}: the contract for people, one page that loads nothing and runs nothing. */
final class DocsPage {
    /** No script, no style, no picture, no frame around it, nowhere to send anything. */
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<String> METHODS = List.of("get", "post", "delete");

    private final Map<String, Object> contract;
    private final StringBuilder html = new StringBuilder();
    private final byte[] text;

    DocsPage(String yaml) {
        contract = YamlTree.of(yaml);
        text = written().getBytes(UTF_8);
    }

    AdminAnswer page(Visit visit) {
        visit.asked();
        return new AdminAnswer(200, "text/html; charset=utf-8", text).with("Content-Security-Policy", POLICY);
    }

    private String written() {
        Map<String, Object> info = map(contract, "info");
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>");
        html.append(escaped(info.get("title"))).append("</title></head>\n<body>\n<h1>");
        html.append(escaped(info.get("title"))).append("</h1>\n");
        line("p", info.get("description"));
        line("p", "For programs: /openapi.yaml");
        map(contract, "paths").keySet().forEach(this::path);
        html.append("<h2 id=\"schemas\">What answers and bodies look like</h2>\n");
        Map<String, Object> schemas = map(map(contract, "components"), "schemas");
        schemas.forEach((name, schema) -> schema(name, cast(schema)));
        return html.append("</body>\n</html>\n").toString();
    }

    private void path(String path) {
        Map<String, Object> item = map(map(contract, "paths"), path);
        METHODS.stream().filter(item::containsKey).forEach(method -> operation(path, method, item));
    }

    private void operation(String path, String method, Map<String, Object> item) {
        Map<String, Object> operation = map(item, method);
        html.append("<h2 id=\"").append(escaped(operation.get("operationId"))).append("\">");
        html.append(method.toUpperCase(Locale.ROOT)).append(' ').append(escaped(path));
        html.append("</h2>\n");
        line("p", operation.get("summary"));
        html.append("<dl>\n");
        list(item, "parameters").forEach(this::parameter);
        list(operation, "parameters").forEach(this::parameter);
        if (operation.containsKey("requestBody")) {
            entry("body", kind(content(map(operation, "requestBody"))));
        }
        map(operation, "responses").forEach((status, response) -> response(status, resolved(cast(response))));
        html.append("</dl>\n");
    }

    private void parameter(Object given) {
        Map<String, Object> parameter = resolved(cast(given));
        String said = String.valueOf(parameter.getOrDefault("description", ""));
        entry(escaped(parameter.get("name")) + " (" + escaped(parameter.get("in")) + ")", escaped(said));
    }

    private void response(String status, Map<String, Object> response) {
        Map<String, Object> content = content(response);
        String looks = content.isEmpty() ? "" : " " + kind(content);
        entry(status, escaped(response.get("description")) + looks);
    }

    private void schema(String name, Map<String, Object> schema) {
        html.append("<h3 id=\"")
                .append(escaped(name))
                .append("\">")
                .append(escaped(name))
                .append("</h3>\n");
        line("p", schema.getOrDefault("description", ""));
        html.append("<dl>\n");
        map(schema, "properties").forEach((field, of) -> {
            Map<String, Object> property = cast(of);
            entry(escaped(field), type(property) + " " + escaped(property.getOrDefault("description", "")));
        });
        html.append("</dl>\n");
    }

    private static String type(Map<String, Object> schema) {
        return schema.containsKey("$ref") ? link(schema) : escaped(schema.getOrDefault("type", "value"));
    }

    /** Every body has one media type here. */
    private static Map<String, Object> content(Map<String, Object> body) {
        return map(body, "content").values().stream()
                .map(DocsPage::cast)
                .findFirst()
                .orElseGet(Map::of);
    }

    private static String kind(Map<String, Object> content) {
        Map<String, Object> schema = map(content, "schema");
        return schema.containsKey("$ref") ? link(schema) : escaped(schema.getOrDefault("type", "one of several"));
    }

    private static String link(Map<String, Object> reference) {
        String name = lastSegment(reference);
        return "<a href=\"#" + escaped(name) + "\">" + escaped(name) + "</a>";
    }

    private Map<String, Object> resolved(Map<String, Object> given) {
        if (!given.containsKey("$ref")) {
            return given;
        }
        String kind = String.valueOf(given.get("$ref")).split("/", -1)[2];
        return map(map(map(contract, "components"), kind), lastSegment(given));
    }

    private static String lastSegment(Map<String, Object> reference) {
        String whole = String.valueOf(reference.get("$ref"));
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    private void line(String tag, @Nullable Object words) {
        html.append('<').append(tag).append('>').append(escaped(words));
        html.append("</").append(tag).append(">\n");
    }

    private void entry(String term, String definition) {
        html.append("<dt>").append(term).append("</dt><dd>").append(definition).append("</dd>\n");
    }

    private static String escaped(@Nullable Object words) {
        return Objects.toString(words, "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Map<String, Object> map(Map<String, Object> of, String key) {
        return cast(of.getOrDefault(key, Map.of()));
    }

    private static List<?> list(Map<String, Object> of, String key) {
        return (List<?>) of.getOrDefault(key, List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
