package org.portcullis.profile.wire.hot;

import java.time.InstantSource;
import org.portcullis.profile.wire.KnownChains;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.XmlLimits;

/** The SOAP wire for what grid clients usually send, in front of a reference codec for all else. */
public final class HotWire {
    private HotWire() {}

    /** A decoder that reads the same queries out of the same bytes as the reference, and its errors are the reference's. */
    public static QueryDecoder decoder(QueryDecoder reference, XmlLimits limits) {
        return decoder(reference, limits, new KnownChains(KnownChains.PLACES));
    }

    /** As {@link #decoder(QueryDecoder, XmlLimits)}, with a memory of chains of the caller's. */
    public static QueryDecoder decoder(QueryDecoder reference, XmlLimits limits, KnownChains chains) {
        QueryReader reader = new QueryReader(limits, chains);
        return (soap, keysOfCaller) -> reader.read(soap).orElseGet(() -> reference.decode(soap, keysOfCaller));
    }

    /** An encoder that writes the same bytes as the reference, but for the IDs that are fresh in every answer. */
    public static ResponseEncoder encoder(ResponseEncoder reference, InstantSource clock) {
        return new TemplateEncoder(reference, clock);
    }
}
