package org.portcullis.profile.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.portcullis.profile.Credential;

/**
 * Reads chains, and knows those that it read a while ago by their whole text, as the same people come again and again. Holds so many at most, and of two that
 * fall on one place the later. Only what is read as a chain is known; whether it is believed is another's business, each time. Thread-safe, without locks.
 */
public final class KnownChains {
    /** How many are known where nobody says otherwise. */
    public static final int PLACES = 1024;
    /** In characters, so that all of them together stay below 50 MB. */
    private static final int LONGEST = 16 * 1024;

    private final AtomicReferenceArray<@Nullable Entry> places;

    private record Entry(String text, Credential.Chain chain) {}

    /** Knows so many chains at most; with none at all, each is read anew. */
    public KnownChains(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    /**
     * The chain of a {@code cert-chain} attribute.
     *
     * @throws ProtocolException SYNTAX_ERROR if it is none
     */
    public Credential read(String base64, ReplyTo replyTo) {
        return base64.length() > LONGEST || places.length() == 0
                ? CertificateChainText.read(base64, replyTo)
                : readOrKnown(base64, replyTo);
    }

    private Credential readOrKnown(String base64, ReplyTo replyTo) {
        int place = place(base64);
        Entry known = places.get(place);
        if (known != null && known.text().equals(base64)) {
            return known.chain();
        }
        Credential read = CertificateChainText.read(base64, replyTo);
        if (read instanceof Credential.Chain chain) {
            places.set(place, new Entry(base64, chain));
        }
        return read;
    }

    /** Far cheaper than the hash code of a string that long. */
    private int place(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(ISO_8859_1));
        return (int) (sum.getValue() % places.length());
    }
}
