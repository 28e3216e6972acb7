package org.portcullis.pdp.ban;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.profile.ChainTraits;
import org.portcullis.profile.Dn;

/**
 * Whoever asks, as bans see him: by name, by the certificates he comes with, as a pilot if he comes with a proxy, and else
 * as the machine that his own certificate names.
 */
public record Asker(Dn dn, boolean proxy, Set<String> hosts, List<ChainTraits.Issued> certificates) {
    /** Copies the collections. */
    public Asker {
        hosts = Set.copyOf(hosts);
        certificates = List.copyOf(certificates);
    }

    Stream<BanKey> keys() {
        Stream<BanKey> machine =
                Stream.concat(hosts.stream(), Stream.of(dn.hostName())).map(BanKey::ofHost);
        Stream<BanKey> pilot = BanProbe.names(BanKind.PILOT, dn);
        Stream<BanKey> serials =
                certificates.stream().map(certificate -> BanKey.ofSerial(certificate.serial(), certificate.issuer()));
        return Stream.of(BanProbe.names(BanKind.DN, dn), proxy ? pilot : machine, serials)
                .flatMap(keys -> keys);
    }
}
