package org.portcullis.pdp.console;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.admin.Refusal;
import org.portcullis.pdp.config.AdminList.Role;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.profile.Dn;

/** With a good token: what browsers say of where a form comes from. */
class FormGuardTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final Dn ANN = new Dn("/CN=Ann");

    private final FormTokens tokens = new FormTokens(new SecureRandom());
    private final FormGuard guard = new FormGuard(tokens);

    @ParameterizedTest
    @CsvSource({
        "same-origin, https://pdp.example.org:9443",
        "same-origin, null",
        "same-origin, -",
        "-, https://pdp.example.org:9443",
    })
    void formsOfTheConsoleAreTaken(String site, String origin) {
        assertThatCode(() -> guard.require(visit(site, origin))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "-, -",
        "-, null",
        "none, -",
        "same-site, -",
        "cross-site, null",
        "cross-site, https://pdp.example.org:9443",
        "same-origin, https://elsewhere.example.org",
        "-, https://elsewhere.example.org",
        "-, http://pdp.example.org:9443",
        "-, https://pdp.example.org",
        "'same-origin,same-origin', -",
    })
    void formsOfOthersAreRefused(String site, String origin) {
        assertThatThrownBy(() -> guard.require(visit(site, origin))).isInstanceOf(Refusal.class);
    }

    private Visit visit(String site, String origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", "pdp.example.org:9443");
        headers.put("sec-fetch-site", site);
        headers.put("origin", origin);
        headers.values().removeIf("-"::equals);
        RequestContext context = new RequestContext(new UUID(0, 0), NOW, ANN, "127.0.0.1");
        AdminRequest request = new AdminRequest(context, "POST", "/console/bans", "", headers, new byte[0]);
        Form form = new Form(Map.of(FormTokens.FIELD, tokens.issue(ANN.value(), NOW)));
        return new Visit(request, Role.ADMIN, "", form);
    }
}
