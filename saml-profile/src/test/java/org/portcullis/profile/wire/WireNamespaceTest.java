package org.portcullis.profile.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireNamespaceTest {
    @Test
    void everySpellingIsFoundByTheNamespaceOfItsQuery() {
        assertThat(WireNamespace.values())
                .allSatisfy(spelling -> assertThat(WireNamespace.ofProtocol(spelling.protocol()))
                        .contains(spelling));
    }

    @Test
    void noTwoSpellingsShareANamespace() {
        assertThat(WireNamespace.values()).extracting(WireNamespace::protocol).doesNotHaveDuplicates();
        assertThat(WireNamespace.values()).extracting(WireNamespace::assertion).doesNotHaveDuplicates();
    }

    @Test
    void namespaceOfAnythingElseIsNoSpelling() {
        assertThat(WireNamespace.ofProtocol("")).isEmpty();
        assertThat(WireNamespace.ofProtocol(WireNamespace.WD5.assertion())).isEmpty();
        assertThat(WireNamespace.ofProtocol(WireNamespace.WD5.protocol() + ":wd-15"))
                .isEmpty();
    }
}
