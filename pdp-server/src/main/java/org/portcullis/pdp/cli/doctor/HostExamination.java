package org.portcullis.pdp.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.ServerTls;
import org.portcullis.profile.Doubt;

/** The host certificate, and whether the names in it lead anywhere. */
final class HostExamination implements Examination {
    private static final long SOON = 30;
    private static final long VERY_SOON = 3;

    @Override
    public List<Finding> of(Patient patient) {
        PdpConfig.Tls tls = patient.config().tls();
        try {
            ServerTls host = ServerTls.open(
                    tls, (chain, at) -> new ChainVerdict.Refused(Doubt.CREDENTIAL_UNTRUSTED), patient.clock());
            List<Finding> findings = new ArrayList<>();
            findings.add(ends(host.timeLeft().toDays(), tls));
            host.hostNames().stream().sorted().map(HostExamination::resolved).forEach(findings::add);
            return findings;
        } catch (IOException e) {
            return List.of(Finding.fail(Ailment.HOST_CERTIFICATE, e));
        }
    }

    private static Finding ends(long days, PdpConfig.Tls tls) {
        String text = "host certificate %s, %d days left".formatted(tls.hostCert(), days);
        if (days < VERY_SOON) {
            return Finding.fail(Ailment.HOST_CERTIFICATE_ENDS, text);
        }
        return days < SOON ? Finding.warn(Ailment.HOST_CERTIFICATE_ENDS, text) : Finding.ok(text);
    }

    private static Finding resolved(String name) {
        try {
            return Finding.ok(
                    "%s is %s".formatted(name, InetAddress.getByName(name).getHostAddress()));
        } catch (UnknownHostException e) {
            return Finding.warn(Ailment.NAME, "the host certificate's name `" + name + "` has no address here");
        }
    }
}
