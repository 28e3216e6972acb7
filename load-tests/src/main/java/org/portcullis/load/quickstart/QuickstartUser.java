package org.portcullis.load.quickstart;

import java.util.Locale;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** A user of the quickstart world, with the one FQAN that the user's VO grants. */
enum QuickstartUser {
    ALICE("Alice", "/atlas/Role=NULL"),
    VICTIM("Victim", "/atlas"),
    BANNED("Banned User", "/atlas"),
    PILOT("Pilot", "/atlas/Role=pilot"),
    CAROL("Carol", "/cms");

    private final String commonName;
    private final String fqan;

    QuickstartUser(String commonName, String fqan) {
        this.commonName = commonName;
        this.fqan = fqan;
    }

    String commonName() {
        return commonName;
    }

    Fqan fqan() {
        return Fqan.parse(fqan);
    }

    VoName vo() {
        return fqan().vo();
    }

    /** The name of the user's directory. */
    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }
}
