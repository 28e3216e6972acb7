package org.portcullis.load.run;

import java.nio.charset.StandardCharsets;

/** A SOAP message in which every {@value #ID} is replaced by an id of its own for each request. */
public record RequestTemplate(String text) {
    /** What is replaced. */
    public static final String ID = "{{ID}}";

    byte[] body(String id) {
        return text.replace(ID, id).getBytes(StandardCharsets.UTF_8);
    }
}
