package org.portcullis.pdp.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** Names that were read lately: a log tells the same few again and again. Not thread-safe: one reader has it. */
final class KnownNames {
    private static final int MOST = 20_000;

    private final Map<String, Dn> dns = new HashMap<>();
    private final Map<String, Fqan> fqans = new HashMap<>();
    private final Map<String, VoName> vos = new HashMap<>();

    Dn dn(String text) {
        return known(dns, text, Dn::new);
    }

    Fqan fqan(String text) {
        return known(fqans, text, Fqan::new);
    }

    VoName vo(String text) {
        return known(vos, text, VoName::new);
    }

    private static <T> T known(Map<String, T> names, String text, Function<String, T> parse) {
        if (names.size() > MOST) {
            names.clear();
        }
        return names.computeIfAbsent(text, parse);
    }
}
