package org.portcullis.pdp.trust;

import java.security.Provider;
import java.util.List;
import java.util.Map;

/** What Java's TLS asks for signatures with a {@link SealedKey}, and nobody for anything else. */
final class SealedKeys extends Provider {
    private static final long serialVersionUID = 1;

    SealedKeys() {
        super("PortcullisHostKey", "1", "signatures with the key of the host");
        for (String algorithm : List.of("SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA")) {
            putService(new Signing(this, algorithm));
        }
    }

    private static final class Signing extends Service {
        Signing(Provider provider, String algorithm) {
            super(provider, "Signature", algorithm, SealedSignature.class.getName(), List.of(), Map.of());
        }

        @Override
        public boolean supportsParameter(Object key) {
            return key instanceof SealedKey;
        }

        @Override
        public Object newInstance(Object parameter) {
            return new SealedSignature(getAlgorithm());
        }
    }
}
