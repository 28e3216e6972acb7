package org.portcullis.pdp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.store.SqliteBanStore;

/** A ban store for commands that look and change nothing: where there is no file yet, there are no bans in it. */
record BanStoreView(Path file) implements BanStore {
    @Override
    public Contents read() {
        return Files.exists(file) ? new SqliteBanStore(file).read() : Contents.EMPTY;
    }

    @Override
    public List<BanEvent> since(long revision) {
        return Files.exists(file) ? new SqliteBanStore(file).since(revision) : List.of();
    }

    @Override
    public Optional<String> goodFile() {
        return Files.exists(file) ? new SqliteBanStore(file).goodFile() : Optional.empty();
    }

    @Override
    public void keepGoodFile(String text, Instant at) {
        // only the server and `ban accept-file` remember files
    }
}
