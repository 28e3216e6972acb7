package org.portcullis.pdp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.portcullis.pdp.store.SqliteBanStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code portcullis ban history}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Lists every ban that was added, extended or lifted, oldest first.")
final class BanHistoryCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BanViewOptions view;

    @Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "", description = "Of this ban only.")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Override
    public void run() {
        Path file = view.config().storage().bans();
        if (Files.exists(file)) {
            new SqliteBanStore(file)
                    .history().stream()
                            .filter(event -> id.isEmpty() || event.entry().id().equals(id))
                            .forEach(view.output()::event);
        }
    }
}
