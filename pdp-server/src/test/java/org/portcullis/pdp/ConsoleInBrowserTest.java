package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;

/** The console in a real browser: what it shows, what it fetches, and whether everybody can use it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleInBrowserTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final Path PICTURES = Path.of("target/console");
    private static final String WEBJAR = "META-INF/resources/webjars/axe-core/";

    /** What is wrong for somebody with a screen reader, a keyboard or weak eyes, in the words of axe. */
    private static final String AXE =
            "axe.run().then(found => found.passes.length ? found.violations.filter(one => ['serious', 'critical'].includes(one.impact))"
                    + ".map(one => one.id + ' ' + one.nodes.map(node => node.html).join(' ')).join('\\n') : 'nothing was looked at')";

    private AdminSite site;
    private PdpServer server;
    private TlsRelay relay;
    private Chromium browser;

    @BeforeAll
    void openBrowser(@TempDir Path profile, @TempDir Path directory) throws IOException {
        assumeTrue(Chromium.isInstalled(), "SKIPPED: chromium is not installed");
        site = AdminSite.in(directory);
        server = site.start();
        relay = new TlsRelay(
                tls(site.site().pki().host("localhost")).context(),
                tls(site.officer()).context(),
                server.adminPort().orElseThrow());
        browser = Chromium.start(profile);
        for (String person : List.of("Alice", "Bob", "Carol")) {
            site.site().asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=" + person, "/atlas"));
        }
        site.site().asPep(server).post(Questions.direct("/C=XX/O=Grid/CN=Mallory", "/mayhem"));
    }

    private MutualTls tls(Identity identity) {
        return MutualTls.of(identity, List.of(site.site().pki().authority().certificate()));
    }

    @AfterAll
    void closeBrowser() throws IOException {
        if (browser != null) {
            browser.close();
            relay.close();
            server.close();
        }
    }

    @Test
    @Order(1)
    void everyPageCanBeUsedByEverybody() throws IOException {
        browser.bypassPolicy(true);
        String axe = axe();

        for (String page :
                List.of("", "/decisions", "/try", "/bans", "/bans/file:1", "/pools", "/load", "/packs", "/no")) {
            open(page);
            browser.evaluate(axe);

            assertThat(browser.evaluate(AXE)).as(page).isEmpty();
            browser.screenshot(PICTURES.resolve("page" + page.replaceAll("[/:]", "-") + ".png"));
        }
        browser.bypassPolicy(false);
    }

    /** Without a script, from the list of bans to a ban in force, by keys alone. */
    @Test
    @Order(2)
    void aBanIsMadeByKeyboardAloneWithoutScripts() throws IOException {
        browser.runScripts(false);
        open("/bans");
        tabTo("selector");
        browser.type("dn:" + ALICE);
        browser.press("Tab");
        browser.type("stolen key");
        browser.press("Enter");
        awaitHeading("Ban dn:" + ALICE + "?");
        browser.screenshot(PICTURES.resolve("preview.png"));

        tabToButton();
        browser.press("Enter");
        awaitHeading("Bans");

        assertThat(browser.evaluate("document.querySelector('table').textContent"))
                .contains(ALICE, "stolen key");
        assertThat(site.site()
                        .asPep(server)
                        .post(Questions.direct(ALICE, "/atlas"))
                        .decision())
                .isEqualTo("Deny");
        browser.runScripts(true);
    }

    @Test
    @Order(3)
    void theNewestDenialLeadsToTheBanThatMadeIt() throws IOException {
        site.site().asPep(server).post(Questions.direct(ALICE, "/atlas"));
        open("/decisions");
        browser.screenshot(PICTURES.resolve("decisions.png"));

        browser.evaluate("document.querySelector('tbody a').click()");
        awaitHeading("Decision");

        assertThat(browser.evaluate("document.querySelector('main').textContent"))
                .contains("The ban dn:" + ALICE + " is in force");
        browser.screenshot(PICTURES.resolve("decision.png"));
    }

    /** The policy of the pages, and not our escaping alone, stands between strangers and the browser. */
    @Test
    @Order(4)
    void evenMarkUpThatGotInWouldRunNothing() throws IOException {
        open("/bans");

        browser.evaluate("document.querySelector('main').innerHTML = '<img src=x onerror=\"window.hit = 1\">'");
        browser.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {text: 'window.hit = 1'}))");

        await().until(() -> browser.complaints().stream().anyMatch(said -> said.contains("Content Security Policy")));
        assertThat(browser.evaluate("String(window.hit)")).isEqualTo("undefined");
    }

    @Test
    @Order(5)
    void nothingIsAskedOfAnybodyElse() {
        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(base()) || url.equals("about:blank"), "of this server");
    }

    private String base() {
        return "https://localhost:" + relay.port() + "/";
    }

    private void open(String page) {
        browser.open(base() + "console" + page);
        await().until(() ->
                browser.evaluate("document.readyState + location.pathname").equals("complete/console" + page));
    }

    private void awaitHeading(String words) {
        await().until(() -> browser.evaluate(
                        "document.readyState + (document.querySelector('h1') || {textContent: ''}).textContent")
                .equals("complete" + words));
    }

    private void tabTo(String id) {
        await().until(() -> {
            browser.press("Tab");
            return browser.evaluate("document.activeElement.id").equals(id);
        });
    }

    private void tabToButton() {
        await().until(() -> {
            browser.press("Tab");
            return browser.evaluate("document.activeElement.tagName").equals("BUTTON");
        });
    }

    private static String axe() throws IOException {
        Properties made = new Properties();
        try (InputStream file = resource("META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            made.load(file);
        }
        try (InputStream file = resource(WEBJAR + made.getProperty("version") + "/axe.min.js")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                ConsoleInBrowserTest.class.getClassLoader().getResourceAsStream(name), name);
    }
}
