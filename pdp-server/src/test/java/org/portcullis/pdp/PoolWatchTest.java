package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.mapping.PoolUse;
import org.portcullis.pdp.mapping.StoreUnavailableException;
import org.slf4j.LoggerFactory;

class PoolWatchTest {
    private static final Pool ATLAS = new Pool("atlas");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(PoolWatch.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    /** What is said while so many of ten accounts are free; {@code -1} is a store that does not answer. */
    private List<String> saidAbout(int... free) {
        int[] now = {0};
        try (PoolWatch watch = new PoolWatch(() -> {
            if (free[now[0]] < 0) {
                throw new StoreUnavailableException("paused");
            }
            return List.of(new PoolUse(ATLAS, 10, free[now[0]]), new PoolUse(new Pool("cms"), 10, 9));
        })) {
            for (; now[0] < free.length; now[0]++) {
                watch.look();
            }
        }
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void poolThatGetsNearlyFullIsToldOnce() {
        assertThat(saidAbout(3, 2, 1, 0, 2)).containsExactly("WARN pool nearly full pool=.atlas accounts=10 free=2");
    }

    @Test
    void poolThatHasRoomAgainIsToldAndSoIsTheNextTime() {
        assertThat(saidAbout(2, 3, 4, 1))
                .containsExactly(
                        "WARN pool nearly full pool=.atlas accounts=10 free=2",
                        "INFO pool has room again pool=.atlas accounts=10 free=3",
                        "WARN pool nearly full pool=.atlas accounts=10 free=1");
    }

    @Test
    void storeThatDoesNotAnswerChangesNothing() {
        assertThat(saidAbout(2, -1, 2)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"10, 3, false", "10, 2, true", "1, 1, false", "1, 0, true", "5, 1, true", "6, 2, false", "0, 0, true"})
    void fourFifthsAreNearlyAll(int accounts, int free, boolean nearlyFull) {
        assertThat(new PoolUse(ATLAS, accounts, free).isNearlyFull()).isEqualTo(nearlyFull);
    }
}
