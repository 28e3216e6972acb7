package org.portcullis.pdp.ban;

import java.util.Locale;

/** A ban with its papers. {@code id} is a number for one of the store and {@code file:LINE} for one of the ban file. */
public record BanEntry(String id, Ban ban, BanNote note, BanPeriod period, Origin origin) {
    /** Where a ban comes from. */
    public enum Origin {
        SITE,
        FILE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A ban that stands in the ban file. */
    static BanEntry ofFile(int line, Ban ban) {
        return new BanEntry("file:" + line, ban, BanNote.NONE, BanPeriod.ALWAYS, Origin.FILE);
    }
}
