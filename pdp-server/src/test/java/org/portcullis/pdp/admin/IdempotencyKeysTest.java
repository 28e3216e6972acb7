package org.portcullis.pdp.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {
    private final IdempotencyKeys keys = new IdempotencyKeys();
    private final AtomicInteger done = new AtomicInteger();

    private AdminAnswer work() {
        return AdminAnswer.json(201, done.incrementAndGet());
    }

    @Test
    void workIsDoneOnceForAKey() {
        AdminAnswer first = keys.once("a", "1", this::work);

        assertThat(keys.once("a", "1", this::work)).isSameAs(first);
        assertThat(keys.once("b", "1", this::work)).isNotSameAs(first);
        assertThat(done).hasValue(2);
    }

    @Test
    void aKeyBelongsToOneRequest() {
        keys.once("a", "1", this::work);

        assertThat(problem("2")).isEqualTo(Problem.KEY_USED_BEFORE);
        assertThat(done).hasValue(1);
    }

    @Test
    void whoComesWhileTheWorkIsDoneIsToldSo() {
        keys.once("a", "1", () -> {
            assertThat(problem("1")).isEqualTo(Problem.CONFLICT);
            return work();
        });

        assertThat(done).hasValue(1);
    }

    @Test
    void workThatFailedMayBeTriedAgain() {
        assertThatThrownBy(() -> keys.once("a", "1", () -> {
                    throw new ProblemException(Problem.UNAVAILABLE, "");
                }))
                .isInstanceOf(ProblemException.class);

        assertThat(keys.once("a", "1", this::work).status()).isEqualTo(201);
    }

    @Test
    void theLastThousandAreRemembered() {
        for (int n = 0; n <= 1000; n++) {
            keys.once("key" + n, "1", this::work);
        }

        keys.once("key1", "1", this::work);
        assertThat(done).hasValue(1001);
        keys.once("key0", "1", this::work);
        assertThat(done).hasValue(1002);
    }

    private Problem problem(String digest) {
        return catchThrowableOfType(ProblemException.class, () -> keys.once("a", digest, this::work))
                .problem();
    }
}
