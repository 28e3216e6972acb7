package org.portcullis.pdp.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<script>alert(1)</script> | &lt;script&gt;alert(1)&lt;/script&gt;",
                "\" onfocus=\"x            | &quot; onfocus=&quot;x",
                "' autofocus               | &#39; autofocus",
                "&lt; is no <              | &amp;lt; is no &lt;",
                "/CN=Zoë Müller            | /CN=Zoë Müller",
            })
    void wordsMeanNothingToABrowser(String words, String written) {
        assertThat(page(Html.text(words))).isEqualTo(written);
        assertThat(page(Html.el("input").with("value", words))).isEqualTo("<input value=\"" + written + "\">");
    }

    @Test
    void whatNobodySeesIsShownByItsNumber() {
        assertThat(page(Html.text("/CN=a\u202eb\u0000c\u200bd\ud800")))
                .isEqualTo("/CN=a\\u{202e}b\\u{0}c\\u{200b}d\\u{d800}");
    }

    /** Whatever the words are, there is no mark-up in them once they are written. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noWordsMakeMarkUp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);

        for (int round = 0; round < 1000; round++) {
            String words = random.ints(40, 0, 256).mapToObj(Character::toString).collect(Collectors.joining());

            assertThat(page(Html.text(words)))
                    .doesNotContain("<", ">", "\"", "'")
                    .doesNotContainPattern("&(?!#39;|[a-z]{2,4};)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"script", "style", "iframe", "img", "object", "base", "p onclick"})
    void elementsThatFetchOrRunCannotBeMade(String name) {
        assertThatThrownBy(() -> Html.el(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "style", "src", "formaction", "http-equiv", "a b", "a=\"", ""})
    void attributesThatFetchOrRunCannotBeMade(String attribute) {
        assertThatThrownBy(() -> Html.el("p", "x").with(attribute, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://elsewhere.example.org/",
                "//elsewhere.example.org/console",
                "/v1/bans",
                "/console/../v1/bans",
                "/consoles",
                "/console/\nx",
                "",
            })
    void linksLeadNowhereElse(String target) {
        assertThatThrownBy(() -> Html.link(target, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/bans/file:1", "/console/decisions?watch=yes", "#content"})
    void linksLeadToPagesOfTheConsole(String target) {
        assertThat(page(Html.link(target, "x"))).isEqualTo("<a href=\"" + target + "\">x</a>");
    }

    @Test
    void attributesKeepTheirOrder() {
        assertThat(page(Html.el("p", Html.el("span", "a"), Html.text("b"))
                        .with("id", "c")
                        .with("class", "d")))
                .isEqualTo("<p id=\"c\" class=\"d\"><span>a</span>b</p>");
    }

    private static String page(Html html) {
        StringBuilder page = new StringBuilder();
        html.appendTo(page);
        return page.toString();
    }
}
