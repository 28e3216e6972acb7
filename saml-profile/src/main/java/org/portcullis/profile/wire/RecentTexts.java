package org.portcullis.profile.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What was read off long texts a while ago, by the whole text, as the same people come again and again. Holds so many at most, and of two that fall on one
 * place the later. Thread-safe, without locks, if what is kept is.
 */
final class RecentTexts<T> {
    private static final int PLACES = 1024;
    /** In characters, so that all of them together stay below 50 MB. */
    private static final int LONGEST = 16 * 1024;

    private final AtomicReferenceArray<@Nullable Entry<T>> places = new AtomicReferenceArray<>(PLACES);

    private record Entry<T>(String text, T value) {}

    /** What that text was read as. */
    Optional<T> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        @Nullable Entry<T> entry = places.get(place(text));
        return entry != null && entry.text().equals(text) ? Optional.of(entry.value()) : Optional.empty();
    }

    /** Keeps it, unless it is too long. */
    void keep(String text, T value) {
        if (text.length() <= LONGEST) {
            places.set(place(text), new Entry<>(text, value));
        }
    }

    /** Far cheaper than the hash code of a string that long. */
    private static int place(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(ISO_8859_1));
        return (int) (sum.getValue() % PLACES);
    }
}
