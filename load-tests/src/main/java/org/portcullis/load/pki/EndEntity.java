package org.portcullis.load.pki;

import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.portcullis.profile.Dn;

/**
 * A user or a host that wants a certificate. A host has at least one name that clients may call it by, a DNS name or an
 * IP address; a user has none.
 */
public record EndEntity(Dn name, List<String> hostNames, KeyType keyType, Validity validity) {
    /** Copies the list. */
    public EndEntity {
        hostNames = List.copyOf(hostNames);
    }

    /** A user with an RSA key. */
    public static EndEntity user(Dn name, Validity validity) {
        return new EndEntity(name, List.of(), KeyType.RSA_2048, validity);
    }

    /** A host with an RSA key. */
    public static EndEntity host(Dn name, List<String> hostNames, Validity validity) {
        return new EndEntity(name, hostNames, KeyType.RSA_2048, validity);
    }

    /** The same with a key of another type. */
    public EndEntity with(KeyType other) {
        return new EndEntity(name, hostNames, other, validity);
    }

    boolean isHost() {
        return !hostNames.isEmpty();
    }

    GeneralName[] generalNames() {
        return hostNames.stream().map(EndEntity::generalName).toArray(GeneralName[]::new);
    }

    private static GeneralName generalName(String hostName) {
        boolean isAddress = hostName.indexOf(':') >= 0 || hostName.matches("[0-9.]+");
        return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, hostName);
    }
}
