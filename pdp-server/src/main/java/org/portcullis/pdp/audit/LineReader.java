package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads single lines of the audit log, of this schema and of the ones before it. Not thread-safe. */
final class LineReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String VERSION = "{\"v\":2,";
    private static final byte[] NOTICE = "\"notice\":".getBytes(StandardCharsets.US_ASCII);

    /** What became of a line. */
    enum Outcome {
        /** It was handed on, or was not asked for. */
        DONE,
        /** It is not a whole record. */
        DAMAGED,
        /** Some other release wrote it. */
        UNKNOWN
    }

    private final Span span;
    private final KnownNames names = new KnownNames();

    LineReader(Span span) {
        this.span = span;
    }

    /** Hands on the record in these bytes, if it is one of the span. */
    Outcome read(byte[] bytes, int from, int length, Consumer<? super PastAnswer> consumer) {
        if (isNotice(bytes, from, length)) {
            return Outcome.DONE;
        }
        PastAnswer answer;
        try (JsonParser json = JSON.createParser(bytes, from, length)) {
            LineDraft draft = new LineDraft(new JsonCursor(json), names);
            Outcome outcome = take(json, draft);
            if (outcome != Outcome.DONE || draft.isOutside(span)) {
                return outcome;
            }
            answer = draft.finish();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Outcome.DAMAGED;
        }
        consumer.accept(answer);
        return Outcome.DONE;
    }

    /** Whether the log says something of itself there: of answers without a record, or of records that are rewritten. */
    private static boolean isNotice(byte[] bytes, int from, int length) {
        int key = from + VERSION.length();
        int end = key + NOTICE.length;
        return length > end - from && Arrays.equals(bytes, key, end, NOTICE, 0, NOTICE.length);
    }

    private Outcome take(JsonParser json, LineDraft draft) throws IOException {
        json.nextToken();
        if (!json.isExpectedStartObjectToken()) {
            return Outcome.DAMAGED;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            draft.take(name);
            if (name.equals("v") && (draft.version() < 1 || draft.version() > AuditLine.SCHEMA)) {
                return Outcome.UNKNOWN;
            }
            if (draft.isOutside(span)) {
                return Outcome.DONE;
            }
        }
        return json.nextToken() == null && draft.version() > 0 ? Outcome.DONE : Outcome.DAMAGED;
    }
}
