package org.portcullis.pdp.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.ban.BanEntry;
import org.portcullis.pdp.ban.BanEntry.Origin;
import org.portcullis.pdp.ban.BanEvent;
import org.portcullis.pdp.ban.BanEvent.Kind;
import org.portcullis.pdp.ban.BanNote;
import org.portcullis.pdp.ban.BanPeriod;
import org.portcullis.pdp.ban.BanStore;
import org.portcullis.pdp.ban.BanStoreException;
import org.portcullis.pdp.ban.NoSuchBanException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** Bans in one SQLite file, opened for each use: commands write it while the server reads it. Thread-safe. */
public final class SqliteBanStore implements BanStore {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path file;
    private final SQLiteDataSource source;

    /** A store in this file, which need not exist before the first change. */
    public SqliteBanStore(Path file) {
        this.file = file;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.DELETE);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** One new ban: who, why and when. */
    public record Draft(Ban ban, BanNote note, BanPeriod period) {}

    /**
     * Refuses to go on without the store where a server ran before, as other files that it keeps show: an empty one in its
     * place would lift every ban in silence.
     *
     * @throws BanStoreException if the store is gone
     */
    public void requireNotLost(Path... kept) {
        if (Files.notExists(file) && Stream.of(kept).anyMatch(Files::exists)) {
            throw new BanStoreException("the ban store `" + file + "` is gone, though a server ran here before:"
                    + " restore it, or run `portcullis ban init` to go on without its bans");
        }
    }

    /**
     * Makes the store if its file does not exist.
     *
     * @throws BanStoreException if it cannot be used
     */
    public void prepare() {
        writing(handle -> true);
    }

    @Override
    public Contents read() {
        requireFile();
        return using(handle -> {
            BanEventTable table = checked(handle);
            return handle.inTransaction(whole -> new Contents(table.bans(), table.last()));
        });
    }

    @Override
    public List<BanEvent> since(long revision) {
        requireFile();
        return using(handle -> checked(handle).since(revision));
    }

    /** Every change since the store was made, oldest first. */
    public List<BanEvent> history() {
        return since(1);
    }

    /** Adds the bans, all or none, and returns what was recorded. */
    public List<BanEvent> add(List<Draft> drafts, Instant at) {
        return writing(handle -> {
            BanEventTable table = checked(handle);
            return drafts.stream().map(draft -> added(table, draft, at)).toList();
        });
    }

    /**
     * Adds a ban, unless one that was recorded after the change {@code known}, and still stands, has the same name; nothing
     * is added then.
     */
    public Optional<BanEvent> addUnlessSame(Draft draft, long known, Instant at) {
        return writing(handle -> {
            BanEventTable table = checked(handle);
            boolean same = table.since(known + 1).stream()
                    .map(event -> event.entry().id())
                    .flatMap(id -> table.find(id).stream())
                    .anyMatch(ban -> ban.ban().key().equals(draft.ban().key())
                            && !ban.period().isOver(at));
            return same ? Optional.empty() : Optional.of(added(table, draft, at));
        });
    }

    private static BanEvent added(BanEventTable table, Draft draft, Instant at) {
        long revision = table.nextRevision();
        BanEntry entry = new BanEntry(Long.toString(revision), draft.ban(), draft.note(), draft.period(), Origin.SITE);
        BanEvent event = new BanEvent(revision, at, Kind.ADDED, entry);
        table.append(event);
        return event;
    }

    /**
     * Lifts or extends a ban.
     *
     * @throws NoSuchBanException if there is no such ban
     */
    public BanEvent change(String id, Kind kind, Function<BanEntry, BanEntry> change, Instant at) {
        return writing(handle -> {
            BanEventTable table = checked(handle);
            BanEntry entry = find(table, id);
            BanEvent event = new BanEvent(table.nextRevision(), at, kind, change.apply(entry));
            table.append(event);
            return event;
        });
    }

    /**
     * The ban with this number.
     *
     * @throws NoSuchBanException if there is none, or it was lifted
     */
    public BanEntry find(String id) {
        requireFile();
        return using(handle -> find(checked(handle), id));
    }

    private static BanEntry find(BanEventTable table, String id) {
        return table.find(id).orElseThrow(() -> new NoSuchBanException(id));
    }

    @Override
    public Optional<String> goodFile() {
        requireFile();
        return using(handle -> {
            checked(handle);
            return handle.createQuery("SELECT text FROM good_ban_file")
                    .mapTo(String.class)
                    .findOne();
        });
    }

    @Override
    public void keepGoodFile(String text, Instant at) {
        requireFile();
        writing(handle -> handle.createUpdate("INSERT OR REPLACE INTO good_ban_file VALUES (1, :at, :text)")
                .bind("at", at.toEpochMilli())
                .bind("text", text)
                .execute());
    }

    private BanEventTable checked(Handle handle) {
        BanSchema.require(handle, file.toString());
        return new BanEventTable(handle);
    }

    private <T> T writing(Function<Handle, T> work) {
        return using(handle -> new WriteTransaction(handle).run(PATIENCE, () -> {
            BanSchema.make(handle);
            BanSchema.require(handle, file.toString());
            return work.apply(handle);
        }));
    }

    private <T> T using(Function<Handle, T> work) {
        try (Handle handle = Jdbi.create(source).open()) {
            return work.apply(handle);
        } catch (JdbiException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BanStoreException("the ban store `" + file + "` cannot be used: " + cause.getMessage(), e);
        }
    }

    private void requireFile() {
        if (Files.notExists(file)) {
            throw new BanStoreException("the ban store `" + file + "` is gone: restore it");
        }
    }
}
