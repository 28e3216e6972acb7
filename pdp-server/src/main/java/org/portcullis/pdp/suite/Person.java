package org.portcullis.pdp.suite;

import java.util.List;
import java.util.Set;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/** Somebody in a suite, who may be the subject of one question and the pilot of another. */
record Person(Dn dn, List<Fqan> fqans, Set<VoName> vos, Credential credential, Set<Doubt> doubts) {
    Person {
        fqans = List.copyOf(fqans);
        vos = Set.copyOf(vos);
        doubts = Set.copyOf(doubts);
    }

    Subject asSubject() {
        return new Subject(dn, fqans, vos, credential, doubts);
    }

    Pilot asPilot() {
        return new Pilot(dn, fqans, vos, doubts);
    }
}
