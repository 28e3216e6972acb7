package org.portcullis.profile.wire.opensaml;

import java.time.InstantSource;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ResponseEncoder;

/** The SOAP wire as OpenSAML reads and writes it. */
public final class OpenSamlWire {
    private final OpenSamlRuntime runtime;

    private OpenSamlWire(OpenSamlRuntime runtime) {
        this.runtime = runtime;
    }

    /** Initialises OpenSAML, once for the process, and opens the wire. */
    public static OpenSamlWire open() {
        return new OpenSamlWire(OpenSamlRuntime.start());
    }

    /** A decoder behind this gate. */
    public QueryDecoder decoder(QueryGate gate) {
        return new SoapQueryDecoder(runtime, gate);
    }

    /** An encoder whose answers come from this SAML issuer. */
    public ResponseEncoder encoder(String issuer, InstantSource clock) {
        return new SoapResponseEncoder(runtime, issuer, clock);
    }
}
