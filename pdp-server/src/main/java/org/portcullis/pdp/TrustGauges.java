package org.portcullis.pdp;

import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.trust.CrlTimes;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.ServerTls;

/** What the metrics page tells of the host certificate and the CA directory. */
record TrustGauges(GridTrust trust, ServerTls tls, CrlTimes crls) {
    void export(ServerMetrics metrics) {
        metrics.gauge("portcullis.trust.cas", "CAs that are trusted", trust::anchors);
        metrics.gauge(
                "portcullis.trust.broken.files",
                "Files of the CA directory that cannot be used",
                () -> trust.broken().size());
        metrics.gauge(
                "portcullis.trust.stale",
                "Whether the CA directory as a whole cannot be read again",
                () -> trust.problems().size() > trust.broken().size() ? 1 : 0);
        metrics.gauge("portcullis.trust.epoch", "Readings of the CA directory that came in force", trust::epoch);
        metrics.gauges(
                "portcullis.crl.seconds.left",
                "How long the CRL of each CA, by the hash its files are named by, is good",
                "ca",
                crls::secondsLeft);
        metrics.gauge(
                "portcullis.tls.certificate.refused",
                "Whether host certificate and key on disk are not those in use, because they cannot be used",
                () -> tls.refuses() ? 1 : 0);
        metrics.gauge(
                "portcullis.tls.certificate.seconds.left",
                "How long the host certificate in use will be believed",
                () -> tls.timeLeft().toSeconds());
    }
}
