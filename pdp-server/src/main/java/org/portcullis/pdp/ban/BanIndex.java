package org.portcullis.pdp.ban;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bans of one source, found by their widest reading. Immutable. */
final class BanIndex {
    private final List<BanEntry> entries;
    private final Map<BanKind, Map<String, List<BanEntry>>> byKey = new EnumMap<>(BanKind.class);

    BanIndex(List<BanEntry> entries) {
        this.entries = List.copyOf(entries);
        for (BanEntry entry : this.entries) {
            BanKey key = entry.ban().key();
            byKey.computeIfAbsent(key.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(key.text(), text -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    List<BanEntry> entries() {
        return entries;
    }

    boolean has(BanKind kind) {
        return byKey.containsKey(kind);
    }

    List<BanEntry> find(BanKey key) {
        return byKey.getOrDefault(key.kind(), Map.of()).getOrDefault(key.text(), List.of());
    }
}
