package org.portcullis.pdp.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.profile.Dn;

class FormTest {
    @Test
    void fieldsAreDecoded() {
        assertThat(Form.of(sent(Form.MEDIA_TYPE, "a=%2FCN%3DZo%C3%AB+x&b=")))
                .contains(new Form(Map.of("a", "/CN=Zoë x", "b", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=a", "a=1&a=2", "a=%zz", "a=1&", "a=\u00ff"})
    void whatIsNoFormIsNotReadInParts(String body) {
        assertThat(Form.of(sent(Form.MEDIA_TYPE, body))).isEmpty();
    }

    /** What a page of another site can send without asking is plain text, or a form with files. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/json"})
    void onlyFormsAreRead(String type) {
        assertThat(Form.of(sent(type, "a=1"))).isEmpty();
    }

    private static AdminRequest sent(String type, String body) {
        RequestContext context = new RequestContext(new UUID(0, 0), Instant.EPOCH, new Dn("/CN=Ann"), "127.0.0.1");
        return new AdminRequest(
                context, "POST", "/console/bans", "", Map.of("content-type", type), body.getBytes(ISO_8859_1));
    }
}
