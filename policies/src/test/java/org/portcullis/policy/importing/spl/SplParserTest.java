package org.portcullis.policy.importing.spl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.source.PackFile;

class SplParserTest {
    private static final String RULE = "rule permit { vo=\"atlas\" }";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource wn { action a { rule permit { vo=atlas } } }",
                "resource 'wn' { action \"a\" { rule deny { 'vo' = 'atlas' fqan=\"/atlas\" } } }",
                "resource wn { description \"d\" action a { description 'd' rule deny { vo=x } } }",
                "resource wn { description = \"d\" action a { description=\"d\" rule deny { vo=x } } }",
                "resource wn { obligation o { } action a { obligation 'o' { a=b c=d } rule deny { vo=x } } }",
                "resource wn { private action a { rule deny { vo=x } } action b { rule permit { vo=y } } }",
                "resource wn { description only }",
                "resource wn { action a { description only } }",
                "# comment\nresource wn { # comment # action a { rule deny { vo=x } } }",
                "### framed ###\nresource wn { action a { rule deny { vo=x } } }",
                "id=6a-b\nresource wn {\n id=public_6a-b\n private\n action a {\n id=7c-d\n rule deny { vo=x } } }",
                "default (local):\n\nresource wn { action a { rule deny { vo=x } } }",
                "other (pap.example.org:8150):\nresource wn { action a { rule deny { resource=\"x\" } } }",
                "resource wn{action a{rule deny{subject=\"CN=a \\\"b\\\" \\\\ \\101\"}}}",
            })
    void whatArgusReadsIsRead(String text) {
        assertThat(SplParser.resources(new PackFile("site.spl", text))).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "resource wn { action a { rule deni { vo=x } } } | 1:31 | syntax error: expected `permit` or `deny`, but found `deni`, did you mean `deny`?",
                "resource wn { action a { rul deny { vo=x } } } | 1:26 | but found `rul`, did you mean `rule`?",
                "resurce wn { } | 1:1 | expected `resource`, but found `resurce`, did you mean `resource`?",
                "resource wn { } | 1:15 | expected `action` or `private` or `description` or `obligation`, but found `}`",
                "resource wn { action a { } } | 1:26 | expected `rule` or `description` or `obligation`, but found `}`",
                "resource wn { action a { rule deny { } } } | 1:38 | expected a name or a string in quotes, but found `}`",
                "resource wn { action a { rule deny { vo } } } | 1:41 | expected `=`, but found `}`",
                "resource wn { action a { rule deny { vo=x } | 1:44 | expected `rule` or `description` or `obligation`, but found the end of the file",
                "resource action { } | 1:10 | expected a name or a string in quotes, but found `action`",
                "resource http://x { } | 1:14 | `:` belongs to no word; put names in quotes",
                "resource %x { } | 1:10 | `%` belongs to no word",
                "resource \"x | 1:10 | the string that begins here does not end",
                "resource \"a\\.b\" { } | 1:12 | after a backslash",
                "action a { rule deny { vo=x } } | 1:1 | this action stands outside of a resource",
                "private action a { rule deny { vo=x } } | 1:1 | this action stands outside of a resource",
                "resource wn { action a { rule deny { vo=x } } } } | 1:49 | expected `resource`, but found `}`",
            })
    void whatArgusRefusesIsRefusedAtItsPlace(String text, String place, String message) {
        assertThatThrownBy(() -> SplParser.resources(new PackFile("site.spl", text)))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("site.spl:" + place + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void placesCountLinesAndColumns() {
        String text = "# first\n\n  resource \"wn\" {\n    action \"a\" {\n      rule grant { vo=x }\n}}";

        assertThatThrownBy(() -> SplParser.resources(new PackFile("site.spl", text)))
                .hasMessageStartingWith("site.spl:5:12: syntax error: expected `permit` or `deny`, but found `grant`");
    }

    @Test
    void aStringEndsOnItsLine() {
        assertThatThrownBy(() -> SplParser.resources(new PackFile("site.spl", "resource \"w\nn\" { }")))
                .hasMessageStartingWith("site.spl:1:12: ");
    }

    @Test
    void anEmptyFileIsNoPolicy() {
        assertThatThrownBy(() -> SplParser.resources(new PackFile("site.spl", "# nothing\n")))
                .hasMessage("site.spl:2:1: syntax error: expected `resource`, but found the end of the file");
    }

    @Test
    void aBackslashStaysInTheValue() {
        var resources = SplParser.resources(new PackFile("f", "resource \"a\\\\b\" { action a { " + RULE + " } }"));

        assertThat(resources.get(0).named().pattern().text()).isEqualTo("a\\\\b");
    }

    @Test
    void blocksKeepTheirOrder() {
        String text =
                "resource a { action b { " + RULE + " rule deny { vo=x vo=y } } private action c { " + RULE + " } }";

        SplBlock.Resource resource =
                SplParser.resources(new PackFile("f", text)).get(0);

        assertThat(resource.actions()).extracting(SplBlock.Action::isPrivate).containsExactly(false, true);
        assertThat(resource.actions().get(0).rules())
                .extracting(SplBlock.Rule::permits)
                .containsExactly(true, false);
        assertThat(resource.actions().get(0).rules().get(1).attributes())
                .extracting(attribute -> attribute.value().text())
                .isEqualTo(List.of("x", "y"));
    }
}
