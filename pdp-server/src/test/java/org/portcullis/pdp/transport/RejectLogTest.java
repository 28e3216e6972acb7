package org.portcullis.pdp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.portcullis.pdp.health.ServerMetrics;
import org.slf4j.LoggerFactory;

class RejectLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RejectLog.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final ServerMetrics metrics = new ServerMetrics();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RejectLog log = new RejectLog(metrics, () -> now);

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(told);
        logger.setAdditive(true);
    }

    @Test
    void aSourceIsToldOnceInTenSecondsAndCountedAlways() {
        for (int n = 0; n < 100; n++) {
            log.reject("192.0.2.1", "handshake", "why");
            now = now.plusMillis(90);
        }
        now = now.plusSeconds(2);
        log.reject("192.0.2.1", "handshake", "why");

        assertThat(lines())
                .containsExactly(
                        "tls.reject source=192.0.2.1 count=1 reason=handshake detail=why",
                        "tls.reject source=192.0.2.1 count=100 reason=handshake detail=why");
        assertThat(metrics.scrape()).contains("portcullis_tls_rejects_total{reason=\"handshake\"} 101.0");
    }

    @Test
    void sourcesDoNotSilenceEachOther() {
        log.reject("192.0.2.1", "peer", "a");
        log.reject("192.0.2.2", "peer", "b");

        assertThat(lines()).hasSize(2);
    }

    @Test
    void tooManySourcesShareALine() {
        for (int n = 0; n < 2_000; n++) {
            log.reject("source " + n, "slow", "");
        }

        assertThat(lines()).hasSize(1_001);
        assertThat(lines()).last().asString().contains("source=others");
    }

    @Test
    void whatStrangersWriteStaysOnALine() {
        log.reject("192.0.2.1", "handshake", "a\nforged line \u001b[31m" + "x".repeat(500));

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("a?forged line ?[31mx")
                .hasSizeLessThan(300);
    }

    private List<String> lines() {
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
