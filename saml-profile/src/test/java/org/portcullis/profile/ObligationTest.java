package org.portcullis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.Obligation.PosixAccount;
import org.portcullis.profile.Obligation.SecondaryGids;
import org.portcullis.profile.Obligation.UidGid;
import org.portcullis.profile.Obligation.Username;

class ObligationTest {
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Obligation.MAX_UNIX_ID + 1, 4294967295L, 4294967296L, Long.MIN_VALUE, Long.MAX_VALUE})
    void idOutsideTheRangeIsNeverHandedOut(long id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UidGid(id, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new UidGid(100, id));
        assertThatIllegalArgumentException().isThrownBy(() -> new SecondaryGids(List.of(100L, id)));
    }

    @Test
    void endsOfTheRangeAreHandedOut() {
        assertThat(new UidGid(1, Obligation.MAX_UNIX_ID).gid()).isEqualTo(2147483647L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "root",
                "1abc",
                "-x",
                ".x",
                "a b",
                "a/b",
                "../root",
                "a\nb",
                "a\n",
                "a<b",
                "a&b",
                "\u00e9ve",
                "a:b",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void nameThatCouldMeanSomethingElseIsNeverHandedOut(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Username(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new PosixAccount(name, "atlas", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PosixAccount("a", name, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PosixAccount("a", "atlas", List.of("b", name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_svc", "Atlas-prd.01", "abcdefghijklmnopqrstuvwxyz012345"})
    void ordinaryNamesAreHandedOut(String name) {
        assertThat(new Username(name).name()).isEqualTo(name);
    }

    @Test
    void noSecondaryGidsIsSaidByLeavingThemOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecondaryGids(List.of()));
    }

    @Test
    void listsAreCopied() {
        List<Long> gids = new ArrayList<>(List.of(5L));
        SecondaryGids obligation = new SecondaryGids(gids);

        gids.add(6L);

        assertThat(obligation.gids()).containsExactly(5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Banned", "banned_vo", "-x", "x-", "a--b", "1a", "banned vo", "a\n"})
    void reasonCodeIsLowerCaseWordsJoinedByHyphens(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReasonCode(word));
    }

    @Test
    void everyDoubtHasAReasonCodeOfItsOwn() {
        assertThat(Doubt.values()).extracting(Doubt::reason).doesNotHaveDuplicates();
    }

    @Test
    void everyObligationIdIsFoundByItsUri() {
        assertThat(ObligationId.values())
                .allSatisfy(id -> assertThat(ObligationId.ofUri(id.uri())).contains(id));
        assertThat(ObligationId.ofUri("urn:no:such:obligation")).isEmpty();
    }

    @Test
    void noTwoAttributesShareAnId() {
        assertThat(AttributeId.values()).extracting(AttributeId::uri).doesNotHaveDuplicates();
    }
}
