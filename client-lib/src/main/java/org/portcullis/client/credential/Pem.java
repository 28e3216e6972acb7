package org.portcullis.client.credential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The blocks of a PEM file, in order. */
record Pem(List<Block> blocks) {
    private static final int MAX_BYTES = 1 << 20;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    Pem {
        blocks = List.copyOf(blocks);
    }

    /** One block: its label, whether its content is encrypted, and the bytes. */
    static final class Block {
        private final String label;
        private final boolean encrypted;
        private final byte[] bytes;

        private Block(String label, boolean encrypted, byte[] bytes) {
            this.label = label;
            this.encrypted = encrypted;
            this.bytes = bytes;
        }

        String label() {
            return label;
        }

        boolean isEncrypted() {
            return encrypted;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        boolean isCertificate() {
            return label.equals("CERTIFICATE") || label.equals("TRUSTED CERTIFICATE");
        }

        boolean isPrivateKey() {
            return label.endsWith("PRIVATE KEY");
        }

        /** Says what kind of block this is and nothing of its content. */
        @Override
        public String toString() {
            return label;
        }
    }

    static Pem read(Path file) throws GeneralSecurityException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new GeneralSecurityException("`" + file + "` is larger than a PEM file can be");
            }
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException | IllegalArgumentException e) {
            throw new GeneralSecurityException("cannot read `" + file + "` as PEM, check path, mode and content", e);
        }
    }

    static Pem parse(String text) {
        List<Block> blocks = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            int end = labelEnd < 0 ? -1 : text.indexOf(END, labelEnd);
            if (end < 0) {
                throw new IllegalArgumentException("a PEM block does not end");
            }
            String label = text.substring(begin + BEGIN.length(), labelEnd);
            blocks.add(block(label, text.substring(labelEnd + DASHES.length(), end)));
            begin = text.indexOf(BEGIN, end);
        }
        return new Pem(blocks);
    }

    private static Block block(String label, String body) {
        boolean encrypted = label.startsWith("ENCRYPTED ") || body.contains("ENCRYPTED");
        int headersEnd = body.lastIndexOf(':') < 0 ? 0 : Math.max(body.indexOf("\n\n"), body.indexOf("\r\n\r\n"));
        return new Block(label, encrypted, Base64.getMimeDecoder().decode(body.substring(Math.max(0, headersEnd))));
    }

    /** The text form of one certificate, as {@code openssl x509} writes it. */
    static String certificate(byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return BEGIN + "CERTIFICATE-----\n" + body + "\n" + END + "CERTIFICATE-----\n";
    }
}
