package org.portcullis.pdp.cli.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.trust.VomsServers;

/** The LSC files, without which nobody is a member of anything. */
final class VomsdirExamination implements Examination {
    @Override
    public List<Finding> of(Patient patient) {
        var directory = patient.config().tls().vomsdir();
        try {
            VomsServers servers = VomsServers.in(directory);
            List<Finding> findings = new ArrayList<>();
            servers.problems().forEach(problem -> findings.add(Finding.fail(Ailment.VOMSDIR, problem)));
            if (servers.vos().isEmpty()) {
                findings.add(Finding.fail(
                        Ailment.VOMSDIR, directory + " names no VOMS server: VOMS attributes are not believed"));
            } else {
                findings.add(Finding.ok("VOMS servers of " + String.join(", ", servers.vos())));
            }
            return findings;
        } catch (IOException e) {
            return List.of(Finding.fail(Ailment.VOMSDIR, e));
        }
    }
}
