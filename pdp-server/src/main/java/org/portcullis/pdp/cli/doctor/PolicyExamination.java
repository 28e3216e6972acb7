package org.portcullis.pdp.cli.doctor;

import java.util.List;
import java.util.stream.Stream;
import org.portcullis.pdp.ban.BanStoreException;
import org.portcullis.pdp.cli.ConfigOption;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.rollout.OwnTests;

/** Whether pack, bans, PEPs and maps can be served, and whether the pack does what its own tests say. */
final class PolicyExamination implements Examination {
    @Override
    public List<Finding> of(Patient patient) {
        return Stream.concat(served(patient), tests(patient)).toList();
    }

    private static Stream<Finding> served(Patient patient) {
        try {
            ConfigOption.bans(patient.config()).read();
            PolicySnapshot snapshot = patient.option().check(patient.config());
            return Stream.of(Finding.ok("pack %s %s, %d bans, %d PEPs"
                    .formatted(
                            snapshot.pack().manifest().name(),
                            snapshot.pack().manifest().version(),
                            snapshot.bans().size(),
                            snapshot.peps().size())));
        } catch (ConfigException e) {
            return e.problems().stream().map(problem -> Finding.fail(Ailment.CONFIGURATION, problem));
        } catch (BanStoreException e) {
            return Stream.of(Finding.fail(Ailment.BAN_STORE, e));
        }
    }

    private static Stream<Finding> tests(Patient patient) {
        List<String> failures =
                new OwnTests(patient.clock()).problems(patient.config().policy().pack());
        return failures.isEmpty()
                ? Stream.of(Finding.ok("tests of the pack pass"))
                : failures.stream().map(failure -> Finding.fail(Ailment.PACK_TESTS, failure));
    }
}
