package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record with pseudonyms in place of everything that names a person, or by which the record could be made whole again from a list of names: numbers of exchange
 * and query, digests, and the hash of the chain. Hosts, groups, authorities and accounts stay.
 */
record PseudonymousLine(Pseudonyms names) {
    private static final JsonFactory JSON = new JsonFactory();
    /** Of three labels at least: a person may be called first.last. */
    private static final Pattern HOST =
            Pattern.compile(".*/CN=(?:[A-Za-z]+\\\\?/)?[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+){2,}");

    private static final Pattern BAN = Pattern.compile(
            "((?:expired )?(dn|ca|pilot|fqan|fqan-subtree|vo|host|iss|kid|" + "serial|token|jti):)(.*)");
    private static final Pattern IMPERSONAL = Pattern.compile("ca|fqan|fqan-subtree|vo|host|iss|kid");

    /** The same line with pseudonyms; empty of what a crash left of one. */
    Optional<byte[]> of(byte[] line) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(line.length);
                JsonParser in = JSON.createParser(line);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            object(in, out, "");
            out.flush();
            return Optional.of(bytes.toByteArray());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void object(JsonParser in, JsonGenerator out, String path) throws IOException {
        out.writeStartObject();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            String inner = path + name;
            if (inner.equals("subject.chain.certificates")) {
                out.writeFieldName(name);
                certificates(in, out);
            } else if (inner.equals("chain")) {
                in.skipChildren();
            } else {
                out.writeFieldName(name);
                value(in, out, inner);
            }
        }
        out.writeEndObject();
    }

    private void value(JsonParser in, JsonGenerator out, String path) throws IOException {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            object(in, out, path + ".");
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(in, out, path + "[]");
            }
            out.writeEndArray();
        } else if (in.currentToken() == JsonToken.VALUE_STRING) {
            out.writeString(text(path, in.getText()));
        } else {
            out.copyCurrentEvent(in);
        }
    }

    private void certificates(JsonParser in, JsonGenerator out) throws IOException {
        out.writeStartArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            certificate(in, out);
        }
        out.writeEndArray();
    }

    /** The issuer of a proxy is a person, that of an end entity an authority. */
    private void certificate(JsonParser in, JsonGenerator out) throws IOException {
        String issuer = "";
        String serial = "";
        boolean endEntity = false;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "issuer" -> issuer = in.getText();
                case "serial" -> serial = in.getText();
                case "endEntity" -> endEntity = in.getBooleanValue();
                default -> in.skipChildren();
            }
        }
        out.writeStartObject();
        out.writeStringField("issuer", endEntity ? issuer : dn(issuer));
        out.writeStringField("serial", names.of(serial));
        out.writeBooleanField("endEntity", endEntity);
        out.writeEndObject();
    }

    private String text(String path, String text) {
        return switch (path) {
            case "callId" -> names.idOf(text).toString();
            case "subject.dn", "pilot.dn", "subject.unproven.issuers[]", "pilot.unproven.issuers[]" -> dn(text);
            case "pepDn" -> HOST.matcher(text).matches() ? text : dn(text);
            case "queryId", "digest", "subject.token.subject", "subject.token.id" -> plain(text);
            case "ban" -> ban(text);
            default -> text;
        };
    }

    private String dn(String name) {
        return "/CN=" + plain(name);
    }

    private String plain(String name) {
        return "pseudonym:" + names.of(name);
    }

    private String ban(String selector) {
        Matcher parts = BAN.matcher(selector);
        if (!parts.matches()) {
            return selector.isEmpty() ? selector : plain(selector);
        }
        if (IMPERSONAL.matcher(parts.group(2)).matches()) {
            return selector;
        }
        String named = parts.group(3);
        return parts.group(1) + (named.startsWith("/") ? dn(named) : plain(named));
    }
}
