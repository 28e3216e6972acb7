package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.json.JsonText;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every answer that the contract of the admin port promises is given by a running server, and looks as it says. */
class AdminContractTest {
    private static final Path TABLE = Path.of("src/test/resources/admin/contract.txt");

    @TempDir
    private Path directory;

    /** One line of the table. */
    private record Row(int status, String who, String request, List<String> headers, String body) {
        static Row of(String line) {
            String[] cells = line.split("\\|", 5);
            return new Row(
                    Integer.parseInt(cells[0].strip()),
                    cells[1].strip(),
                    cells[2].strip(),
                    cells[3].isBlank() ? List.of() : List.of(cells[3].strip().split(";(?! )")),
                    cells[4].strip());
        }

        String method() {
            return request.substring(0, request.indexOf(' '));
        }

        String path() {
            return request.substring(request.indexOf(' ') + 1).replaceFirst("\\?.*", "");
        }
    }

    @Test
    void everyPromisedAnswerIsGivenAndLooksAsPromised() throws IOException {
        AdminSite one = AdminSite.in(directory.resolve("one"));
        AdminSite two = AdminSite.ofTwo(directory.resolve("two"));
        one.site().write("etc/bans.txt", "dn:/C=XX/O=Grid/CN=Filed\n");
        Map<String, String> known = new HashMap<>(bundles(one));
        assertThat(bundles(two)).isEqualTo(known);
        Set<String> given = new TreeSet<>();
        try (PdpServer alone = one.start();
                PdpServer shared = two.start()) {
            known.putAll(prepare(one, alone));
            Map<String, Object> contract = contract(one.get(alone, one.screen(), "/openapi.yaml"));

            for (String line : lines()) {
                Row row = Row.of(filled(line, known));
                boolean isTwo = row.who().endsWith("2");
                Exchange.Reply reply = isTwo ? sent(two, shared, row) : sent(one, alone, row);

                String template = template(contract, row.path());
                assertThat(reply.status()).as("%s: %s", row, reply.body()).isEqualTo(row.status());
                assertThat(broken(contract, template, row, reply))
                        .as("%s: %s", row, reply.body())
                        .isEmpty();
                given.add(row.method() + " " + template + " " + row.status());
                if (row.status() == 202) {
                    known.put(
                            "proposal",
                            reply.headers().getOrDefault("location", "").replace("/v1/proposals/", ""));
                }
            }

            assertThat(given).isEqualTo(promised(contract));
        }
    }

    private static Exchange.Reply sent(AdminSite site, PdpServer server, Row row) throws IOException {
        return site.send(server, caller(site, row), row.request(), row.headers(), row.body());
    }

    private static Map<String, String> bundles(AdminSite site) {
        AdminSite.Bundles bundles = site.bundles();
        return Map.of("old", bundles.old(), "new", bundles.next(), "broken", bundles.broken());
    }

    private static Map<String, String> prepare(AdminSite site, PdpServer server) throws IOException {
        Exchange.Reply permit = site.site().asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"));
        assertThat(permit.decision()).isEqualTo("Permit");
        List<String> audit = site.site().auditLines();
        String call = audit.get(audit.size() - 1).replaceFirst(".*\"callId\":\"([^\"]*)\".*", "$1");
        Exchange.Reply ban = banned(site, server, "vo:mayhem");
        Exchange.Reply host = banned(site, server, "host:wn1.example.org");
        return Map.of(
                "ban", idOf(ban),
                "tag", ban.headers().getOrDefault("etag", ""),
                "host", idOf(host),
                "call", call,
                "lease", permit.user(),
                "file", "file:1");
    }

    private static Exchange.Reply banned(AdminSite site, PdpServer server, String selector) throws IOException {
        return site.send(
                server,
                site.officer(),
                "POST /v1/bans",
                List.of("Content-Type: application/json"),
                "{\"selector\":\"" + selector + "\",\"reason\":\"test\"}");
    }

    private static String idOf(Exchange.Reply ban) {
        return ban.headers().getOrDefault("location", "").replace("/v1/bans/", "");
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(TABLE, UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static String filled(String line, Map<String, String> known) {
        String filled = line;
        for (Map.Entry<String, String> each : known.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    private static Identity caller(AdminSite site, Row row) {
        return switch (row.who().replace("2", "")) {
            case "officer" -> site.officer();
            case "screen" -> site.screen();
            case "second" -> site.second();
            case "banner" -> site.banner();
            default -> site.guest();
        };
    }

    private static Map<String, Object> contract(Exchange.Reply reply) {
        return map(new Load(LoadSettings.builder().build()).loadFromString(reply.body()));
    }

    private static String template(Map<String, Object> contract, String path) {
        return map(contract.get("paths")).keySet().stream()
                .filter(template -> path.matches(template.replace(".", "\\.").replace("{id}", "[^/]+")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in the contract"));
    }

    private static Set<String> promised(Map<String, Object> contract) {
        Set<String> promised = new TreeSet<>();
        map(contract.get("paths"))
                .forEach((template, item) -> map(item).forEach((method, operation) -> {
                    if (!method.equals("parameters")) {
                        map(map(operation).get("responses")).keySet().stream()
                                .filter(status -> !status.equals("default"))
                                .forEach(status ->
                                        promised.add(method.toUpperCase(Locale.ROOT) + " " + template + " " + status));
                    }
                }));
        return promised;
    }

    /** What of an answer is not as the contract has it: media type, body. */
    private static List<String> broken(Map<String, Object> contract, String template, Row row, Exchange.Reply reply) {
        Map<String, Object> item = map(map(contract.get("paths")).get(template));
        Map<String, Object> operation = map(item.get(row.method().toLowerCase(Locale.ROOT)));
        Map<String, Object> response = map(map(operation.get("responses")).get(Integer.toString(row.status())));
        String reference = String.valueOf(response.get("$ref"));
        Map<String, Object> content = reference.startsWith("#/components/responses/")
                ? map(map(map(map(contract.get("components")).get("responses"))
                                .get(reference.replace("#/components/responses/", "")))
                        .get("content"))
                : map(response.get("content"));
        String type = reply.headers().getOrDefault("content-type", "none");
        if (!content.containsKey(type)) {
            return List.of("media type " + type);
        }
        return type.endsWith("json")
                ? invalid(contract, map(map(content.get(type)).get("schema")), reply)
                : List.of();
    }

    private static List<String> invalid(
            Map<String, Object> contract, Map<String, Object> wanted, Exchange.Reply reply) {
        String schema = JsonText.of(Map.of("allOf", List.of(wanted), "components", map(contract.get("components"))));
        return Stream.of(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema))
                .flatMap(checker -> checker.validate(reply.body(), InputFormat.JSON).stream())
                .map(Object::toString)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
