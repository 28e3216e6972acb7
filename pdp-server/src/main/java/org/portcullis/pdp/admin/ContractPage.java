package org.portcullis.pdp.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** {@code /openapi.yaml} and {@code /docs}: what there is on this port, for programs and for people. */
final class ContractPage {
    private static final String FILE = "openapi.yaml";

    private final byte[] text = read();

    Map<Operation, Page> pages() {
        return Map.of(Operation.CONTRACT, this::contract, Operation.DOCS, new DocsPage(new String(text, UTF_8))::page);
    }

    private AdminAnswer contract(Visit visit) {
        visit.asked();
        return new AdminAnswer(200, "application/yaml", text);
    }

    private static byte[] read() {
        try (InputStream file = Objects.requireNonNull(ContractPage.class.getResourceAsStream(FILE))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this program cannot be read: " + FILE, e);
        }
    }
}
