package org.portcullis.pdp.ban;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** Who is never let in. */
public sealed interface Ban {
    /** A person or service, as payload owner and as pilot owner. */
    record BannedDn(Dn dn) implements Ban {
        @Override
        public String selector() {
            return "dn:" + dn;
        }

        @Override
        public BanKey key() {
            return new BanKey(BanKind.DN, dn.widest());
        }
    }

    /** Everybody whose certificate chain names this issuer. */
    record BannedCa(Dn issuer) implements Ban {
        @Override
        public String selector() {
            return "ca:" + issuer;
        }

        @Override
        public BanKey key() {
            return new BanKey(BanKind.CA, issuer.widest());
        }
    }

    /** One certificate. */
    record BannedSerial(BigInteger serial, Dn issuer) implements Ban {
        @Override
        public String selector() {
            return "serial:" + serial.toString(16).toUpperCase(Locale.ROOT) + "@" + issuer;
        }

        @Override
        public BanKey key() {
            return BanKey.ofSerial(serial, issuer);
        }
    }

    /** Whoever holds this FQAN, or with {@code subtree} any FQAN of this group and the groups below it. */
    record BannedFqan(Fqan fqan, boolean subtree) implements Ban {
        /** A subtree starts at a group. */
        public BannedFqan {
            if (subtree && fqan.role().isPresent()) {
                throw new IllegalArgumentException("a subtree starts at a group, not at a role");
            }
        }

        @Override
        public String selector() {
            return "fqan:" + fqan.value() + (subtree ? "/*" : "");
        }

        @Override
        public BanKey key() {
            return new BanKey(subtree ? BanKind.FQAN_SUBTREE : BanKind.FQAN, BanKey.fold(fqan.value()));
        }
    }

    /** A whole virtual organisation, or its pilot jobs only. */
    record BannedVo(VoName vo, Scope scope) implements Ban {
        @Override
        public String selector() {
            return "vo:" + vo + (scope == Scope.MUPJ ? " scope=mupj" : "");
        }

        @Override
        public BanKey key() {
            return new BanKey(scope == Scope.MUPJ ? BanKind.VO_PILOT_JOBS : BanKind.VO, BanKey.fold(vo.value()));
        }
    }

    /** The owner of pilot jobs: what they bring, and those that he submits; not his own work. */
    record BannedPilot(Dn owner) implements Ban {
        @Override
        public String selector() {
            return "pilot:" + owner;
        }

        @Override
        public BanKey key() {
            return new BanKey(BanKind.PILOT, owner.widest());
        }
    }

    /** A machine, as the place where work is to run and as the PEP that asks. */
    record BannedHost(String host) implements Ban {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,254}");

        /** Checks the spelling. */
        public BannedHost {
            if (!NAME.matcher(host).matches()) {
                throw new IllegalArgumentException("not a host name");
            }
        }

        @Override
        public String selector() {
            return "host:" + host;
        }

        @Override
        public BanKey key() {
            return BanKey.ofHost(host);
        }
    }

    /** Every token of an issuer. */
    record BannedIssuer(String issuer) implements Ban {
        /** Checks the spelling. */
        public BannedIssuer {
            BanKey.requireName(issuer);
        }

        @Override
        public String selector() {
            return "iss:" + issuer;
        }

        @Override
        public BanKey key() {
            return BanKey.ofIssuer(issuer);
        }
    }

    /** What a token says of itself: whom it is about, its own id, or the key that signed it. */
    record BannedToken(BanKind kind, String issuer, String value) implements Ban {
        private static final Map<BanKind, String> WORDS =
                Map.of(BanKind.TOKEN_SUBJECT, "token", BanKind.TOKEN_ID, "jti", BanKind.TOKEN_KEY, "kid");

        /** Checks the spelling. */
        public BannedToken {
            BanKey.requireName(issuer);
            BanKey.requireName(value);
            if (!WORDS.containsKey(kind) || issuer.indexOf('#') >= 0) {
                throw new IllegalArgumentException("not a part of a token, or not an issuer");
            }
        }

        @Override
        public String selector() {
            return WORDS.getOrDefault(kind, "") + ":" + issuer + "#" + value;
        }

        @Override
        public BanKey key() {
            return BanKey.ofToken(kind, issuer, value);
        }
    }

    /** How much of a VO is banned. */
    enum Scope {
        ALL,
        /** Multi-user pilot jobs and the submission of pilots; direct jobs go on. */
        MUPJ
    }

    /**
     * Reads a selector.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Ban parse(String selector) {
        return SelectorText.parse(selector);
    }

    /** The ban as it is written in ban files and in the audit log. */
    String selector();

    /** The widest reading of this ban: a request that has the key is hit. */
    BanKey key();
}
