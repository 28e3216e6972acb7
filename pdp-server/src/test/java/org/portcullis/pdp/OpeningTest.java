package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.portcullis.pdp.config.ConfigException;

class OpeningTest {
    @Test
    void aStepAheadRunsWhileOthersDo() {
        CountDownLatch meanwhile = new CountDownLatch(1);
        Opening opening = new Opening();

        Callable<String> ahead = Opening.ahead(() -> {
            meanwhile.await();
            return "open";
        });
        opening.attempt(() -> {
            meanwhile.countDown();
            return "";
        });

        assertThat(opening.attempt(ahead)).contains("open");
    }

    @Test
    void aStepAheadThatFailsKeepsTheServerFromStartingLikeAnyOther() {
        Opening opening = new Opening();
        Callable<String> ahead = Opening.ahead(() -> {
            throw new ConfigException(List.of("no anchors", "no keys"));
        });

        Optional<String> opened = opening.attempt(ahead);

        assertThat(opened).isEmpty();
        assertThatThrownBy(opening::raise)
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        failure -> assertThat(failure.problems()).containsExactly("no anchors", "no keys"));
    }

    @Test
    void aStepAheadThatCannotEvenBeLoadedKeepsTheServerFromStartingToo() {
        Opening opening = new Opening();
        Callable<String> ahead = Opening.ahead(() -> {
            throw new NoClassDefFoundError("Missing");
        });

        opening.attempt(ahead);

        assertThatThrownBy(opening::raise).isInstanceOf(ConfigException.class).hasMessageContaining("Missing");
    }
}
