package org.portcullis.pdp.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Walks over the values of one line, in the order in which they stand there. */
record JsonCursor(JsonParser json) {
    /** Whoever takes the value of a field; what it does not take is passed over. */
    interface Fields {
        void take(String name) throws IOException;
    }

    /** Stands on the brace that opens an object, and afterwards on the one that closes it. */
    void object(Fields fields) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            fields.take(name);
        }
        require(json.currentToken() == JsonToken.END_OBJECT);
    }

    <T> List<T> texts(Function<? super String, ? extends T> each) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY);
        List<T> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(each.apply(text()));
        }
        return texts;
    }

    void objects(Fields fields, Runnable end) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            object(fields);
            end.run();
        }
    }

    String text() throws IOException {
        require(json.currentToken().isScalarValue());
        return json.getText();
    }

    long number() throws IOException {
        return json.getLongValue();
    }

    boolean truth() throws IOException {
        return json.getBooleanValue();
    }

    void skip() throws IOException {
        json.skipChildren();
    }

    private static void require(boolean isMet) {
        if (!isMet) {
            throw new IllegalArgumentException("another kind of value was expected");
        }
    }
}
