package org.portcullis.pdp.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.pdp.trust.GridTrust;

/** CAs and their CRLs. Where the configuration requires CRLs, a CA without a valid one costs its people their service. */
final class AuthoritiesExamination implements Examination {
    private static final String ANCHOR = ".0";
    private static final String CRL = ".r0";

    @Override
    public List<Finding> of(Patient patient) {
        PdpConfig.Tls tls = patient.config().tls();
        try (GridTrust trust = GridTrust.open(tls.trustDir(), tls.crls(), tls.legacyProxies())) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok("%d CAs in %s".formatted(trust.anchors(), tls.trustDir())));
            trust.problems().forEach(problem -> findings.add(Finding.fail(Ailment.AUTHORITIES, problem)));
            if (tls.crls() != CrlMode.IGNORE) {
                findings.addAll(crls(tls, patient.now()));
            }
            return findings;
        } catch (IOException e) {
            return List.of(Finding.fail(Ailment.AUTHORITIES, e));
        }
    }

    private static List<Finding> crls(PdpConfig.Tls tls, Instant now) throws IOException {
        BiFunction<Ailment, String, Finding> bad = tls.crls() == CrlMode.REQUIRE ? Finding::fail : Finding::warn;
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> files = Files.list(tls.trustDir())) {
            for (Path anchor : files.filter(file -> file.toString().endsWith(ANCHOR))
                    .sorted()
                    .toList()) {
                String name = anchor.toString();
                findings.addAll(crl(Path.of(name.substring(0, name.length() - ANCHOR.length()) + CRL), now, bad));
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("every CA has a CRL that is not outdated")) : findings;
    }

    private static List<Finding> crl(Path file, Instant now, BiFunction<Ailment, String, Finding> bad) {
        if (Files.notExists(file)) {
            return List.of(bad.apply(Ailment.CRL_MISSING, "no CRL " + file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            Instant next = crl.getNextUpdate() == null
                    ? Instant.MAX
                    : crl.getNextUpdate().toInstant();
            return next.isAfter(now)
                    ? List.of()
                    : List.of(bad.apply(
                            Ailment.CRL_OUTDATED,
                            "%s of %s should have been replaced %d h ago"
                                    .formatted(
                                            file,
                                            crl.getIssuerX500Principal(),
                                            Duration.between(next, now).toHours())));
        } catch (IOException | GeneralSecurityException e) {
            return List.of(bad.apply(Ailment.CRL_MISSING, file + " is no CRL: " + e.getMessage()));
        }
    }
}
