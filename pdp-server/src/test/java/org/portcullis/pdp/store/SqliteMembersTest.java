package org.portcullis.pdp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

class SqliteMembersTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Dn ALICE = new Dn("/C=XX/O=Grid/CN=Alice");
    private static final VoName ATLAS = new VoName("atlas");
    private static final VoName CMS = new VoName("cms");

    @TempDir
    private Path directory;

    @Test
    void membersAreRememberedAcrossRestarts() {
        try (SqliteMembers members = open(NOON)) {
            members.saw(ALICE, Set.of(ATLAS, CMS), NOON);
            assertThat(members.vosOf(ALICE, NOON)).containsExactlyInAnyOrder(ATLAS, CMS);
        }

        try (SqliteMembers members = open(NOON.plusSeconds(60))) {
            assertThat(members.vosOf(ALICE, NOON)).containsExactlyInAnyOrder(ATLAS, CMS);
            assertThat(members.vosOf(new Dn("/C=XX/O=Grid/CN=Bob"), NOON)).isEmpty();
        }
    }

    @Test
    void namesAreReadWidely() {
        try (SqliteMembers members = open(NOON)) {
            members.saw(ALICE, Set.of(ATLAS), NOON);

            assertThat(members.vosOf(Dn.parse("CN=alice,O=GRID,C=xx"), NOON)).containsExactly(ATLAS);
            assertThat(members.vosOf(new Dn(ALICE + "/CN=proxy"), NOON)).containsExactly(ATLAS);
        }
    }

    @Test
    void whoDoesNotComeAnyMoreIsForgotten() {
        Instant spring = NOON.plus(KEPT);
        try (SqliteMembers members = open(NOON)) {
            members.saw(ALICE, Set.of(ATLAS), NOON);
            members.saw(ALICE, Set.of(CMS), NOON.plus(Duration.ofDays(1)));

            assertThat(members.vosOf(ALICE, spring)).containsExactly(CMS);
        }

        try (SqliteMembers members = open(spring.plusSeconds(1))) {
            assertThat(members.vosOf(ALICE, NOON)).containsExactly(CMS);
        }
    }

    @Test
    void aFileThatIsNoMemoryIsRefused() throws IOException {
        Files.writeString(
                directory.resolve("members.db"), "not a database, but long enough to be looked at ".repeat(9));

        assertThatThrownBy(() -> open(NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("members.db");
    }

    private SqliteMembers open(Instant now) {
        return SqliteMembers.open(directory.resolve("members.db"), KEPT, now);
    }
}
