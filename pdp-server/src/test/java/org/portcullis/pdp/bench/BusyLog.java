package org.portcullis.pdp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The audit log of a large site: 20,000 people in 20 VOs, of whom some ask much more often than others, work for 2,000 hosts,
 * half of it brought by 50 pilots, five decisions a second, one in thirty a Deny. Closed files have 220,000 records. Its
 * chain of hashes is not one.
 */
final class BusyLog {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final int MILLIS_APART = 200;
    private static final int RECORDS_OF_A_FILE = 220_000;
    private static final int PEOPLE = 20_000;
    private static final String[] REASONS = {
        "banned-subject", "banned-vo", "no-policy", "mapping-exhausted", "vo-mismatch"
    };

    private final Path directory;
    private final Path log;
    private final SplittableRandom random = new SplittableRandom(1);

    BusyLog(Path directory) {
        this.directory = directory;
        log = directory.resolve("audit.jsonl");
    }

    Path directory() {
        return directory;
    }

    Path path() {
        return log;
    }

    static UUID callId(long number) {
        return new UUID(0x4000L + (number << 20), 0x8000000000000000L + number * 0x9e3779b9L);
    }

    /** A person who is rare if the number is high. */
    static String person(int number) {
        return "/DC=org/DC=example/C=XX/O=Grid/CN=Person Number " + number;
    }

    static int uid(int person) {
        return 100_000 + person;
    }

    void write(long records) throws IOException {
        long written = 0;
        for (int file = 1; written < records; file++) {
            long count = Math.min(RECORDS_OF_A_FILE, records - written);
            boolean isLast = written + count == records;
            Path path = isLast ? log : log.resolveSibling(String.format("audit.jsonl-%08d", file));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
                for (long number = written; number < written + count; number++) {
                    out.write(line(number).getBytes(UTF_8));
                }
            }
            written += count;
        }
    }

    private String line(long number) {
        double often = random.nextDouble();
        int person = (int) (PEOPLE * often * often * often);
        String vo = "vo" + person % 20;
        String host = "wn" + random.nextInt(2000) + ".example.org";
        StringBuilder line = new StringBuilder(1400);
        call(line, number, host);
        subject(line, person, vo);
        if (number % 2 == 0) {
            pilot(line, person, vo);
        }
        request(line, host);
        answer(line, person);
        end(line, number);
        return line.toString();
    }

    private static void call(StringBuilder line, long number, String host) {
        line.append("{\"v\":2,\"callId\":\"")
                .append(callId(number))
                .append("\",\"receivedAt\":\"")
                .append(BEGIN.plusMillis(MILLIS_APART * number))
                .append("\",\"durationMicros\":1500,\"pepDn\":\"/DC=org/DC=example/C=XX/O=Grid/CN=ce")
                .append(host.charAt(2))
                .append(".example.org\",\"source\":\"192.0.2.1\",\"queryId\":\"ID-")
                .append(number)
                .append("\",\"profile\":\"authz-interop\"");
    }

    private static void subject(StringBuilder line, int person, String vo) {
        line.append(",\"subject\":{\"dn\":\"")
                .append(person(person))
                .append("\",\"fqans\":[\"/")
                .append(vo)
                .append("/Role=production\",\"/")
                .append(vo)
                .append(
                        "\"],\"vos\":[],\"assurance\":\"chain-only\",\"chain\":{\"limited\":false,\"leafSeconds\":43200,")
                .append("\"firstSeconds\":43200,\"attributeSeconds\":43200,\"certificates\":[{\"issuer\":\"")
                .append(person(person))
                .append(
                        "\",\"serial\":\"4a7b5f2e\",\"endEntity\":false},{\"issuer\":\"/DC=org/DC=example/CN=Example CA\",")
                .append("\"serial\":\"1")
                .append(person)
                .append("\",\"endEntity\":true}]},\"doubts\":[]}");
    }

    private static void pilot(StringBuilder line, int person, String vo) {
        line.append(",\"pilot\":{\"dn\":\"/DC=org/DC=example/C=XX/O=Grid/CN=Pilot ")
                .append(person % 50)
                .append("\",\"fqans\":[\"/")
                .append(vo)
                .append("/Role=pilot\"],\"vos\":[],\"doubts\":[],\"unattributed\":false}");
    }

    private static void request(StringBuilder line, String host) {
        line.append(
                        ",\"resource\":\"wn\",\"resourceId\":\"http://authz-interop.org/xacml/resource/resource-type/wn\",\"hosts\":[\"")
                .append(host)
                .append(
                        "\"],\"action\":\"execute-now\",\"actionId\":\"http://authz-interop.org/xacml/action/action-type/execute-now\",")
                .append("\"advertised\":true,\"supported\":[\"uidgid\",\"secondary-gids\",\"username\"],");
    }

    private static void end(StringBuilder line, long number) {
        line.append("\"pack\":{\"name\":\"mupj\",\"version\":\"0.3.0\",\"digest\":\"")
                .append("fba706ad5821cc2f".repeat(4))
                .append(
                        "\"},\"epoch\":1,\"banEpoch\":0,\"mapped\":\"payload\",\"regime\":\"jspg\",\"responsible\":\"user\",")
                .append("\"identitySource\":\"presented\",\"reauthBy\":\"\",\"ttlSeconds\":60,\"seq\":")
                .append(number + 1)
                .append(",\"chain\":\"")
                .append("4c4b2b5ee0d5bb32".repeat(4))
                .append("\"}\n");
    }

    private void answer(StringBuilder line, int person) {
        if (random.nextInt(30) == 0) {
            line.append("\"decision\":\"Deny\",\"reason\":\"")
                    .append(REASONS[random.nextInt(REASONS.length)])
                    .append("\",\"obligations\":[],\"rule\":\"\",\"ban\":\"\",\"denyReasons\":[],");
        } else {
            line.append("\"decision\":\"Permit\",\"reason\":\"\",\"obligations\":[")
                    .append("{\"id\":\"http://authz-interop.org/xacml/obligation/uidgid\",\"uid\":")
                    .append(uid(person))
                    .append(
                            ",\"gid\":3100},{\"id\":\"http://authz-interop.org/xacml/obligation/username\",\"user\":\"grid")
                    .append(person)
                    .append("\"}],\"rule\":\"permitted/R23-multi-user-pilot\",\"ban\":\"\",\"denyReasons\":[],");
        }
    }
}
