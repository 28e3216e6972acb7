package org.portcullis.pdp.config;

import java.util.List;
import java.util.Set;
import org.portcullis.pdp.context.Network;
import org.portcullis.pdp.context.PilotTerms;
import org.portcullis.pdp.context.PilotTerms.Possession;
import org.portcullis.profile.Fqan;

/** The section {@code pilots} of the PEP list. */
final class PilotSection {
    private PilotSection() {}

    static PilotTerms read(YamlSection root) {
        try (YamlSection pilots = root.section("pilots")) {
            List<Fqan> fqans = pilots.list("fqans", List.of(), PilotSection::fqan);
            List<Network> networks = pilots.list("networks", List.of(), PilotSection::network);
            Possession possession = pilots.value("proof-of-possession", Possession.TLS, Values.word(Possession.class));
            return new PilotTerms(Set.copyOf(fqans), networks, possession);
        }
    }

    private static Fqan fqan(String text) {
        try {
            return Fqan.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be FQANs such as /atlas/Role=pilot", e);
        }
    }

    private static Network network(String text) {
        try {
            return Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be networks such as 10.0.0.0/8", e);
        }
    }
}
