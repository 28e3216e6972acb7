package org.portcullis.pdp.ban;

import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;

/** Who is never let in. */
public sealed interface Ban {
    /** A person or service, as payload owner and as pilot owner. */
    record BannedDn(Dn dn) implements Ban {
        @Override
        public String selector() {
            return "dn:" + dn;
        }
    }

    /** A whole virtual organisation. */
    record BannedVo(VoName vo) implements Ban {
        @Override
        public String selector() {
            return "vo:" + vo;
        }
    }

    /** The ban as it is written in ban files and in the audit log. */
    String selector();
}
