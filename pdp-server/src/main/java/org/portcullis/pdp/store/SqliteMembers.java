package org.portcullis.pdp.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.portcullis.profile.Dn;
import org.portcullis.profile.VoName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * Who was last seen as a member of which VO, in memory and, written by a thread of its own, in one SQLite file. Names count
 * in their widest reading. What cannot be written is tried again when the member comes again. Thread-safe.
 */
public final class SqliteMembers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteMembers.class);
    /** Times are kept to within this, so that a member who comes often is seldom written. */
    private static final Duration COARSE = Duration.ofHours(12);

    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int LONGEST_QUEUE = 10_000;
    private static final int MOST_PEOPLE = 200_000;
    private static final Sighting END = new Sighting("", new VoName("end"), Instant.EPOCH);

    private final Jdbi database;
    private final Duration kept;
    private final Map<String, Map<VoName, Instant>> people = new ConcurrentHashMap<>();
    private final BlockingQueue<Sighting> unwritten = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final Thread writer = new Thread(this::write, "members");

    private SqliteMembers(Jdbi database, Duration kept) {
        this.database = database;
        this.kept = kept;
    }

    private record Sighting(String person, VoName vo, Instant at) {}

    /**
     * Opens the memory; a file that does not exist is made. What is older than {@code kept} is forgotten.
     *
     * @throws IllegalStateException if the file cannot be used
     */
    public static SqliteMembers open(Path file, Duration kept, Instant now) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setBusyTimeout((int) CLOSING.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        SqliteMembers members = new SqliteMembers(Jdbi.create(source), kept);
        try {
            members.load(now);
        } catch (JdbiException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the memory of members `" + file
                            + "` cannot be used: its directory must be writable, and a damaged file be removed",
                    e);
        }
        members.writer.start();
        return members;
    }

    private void load(Instant now) {
        database.useHandle(handle -> {
            handle.execute("CREATE TABLE IF NOT EXISTS member (person TEXT NOT NULL, vo TEXT NOT NULL,"
                    + " seen INTEGER NOT NULL, PRIMARY KEY (person, vo)) STRICT, WITHOUT ROWID");
            handle.execute("DELETE FROM member WHERE seen < ?", now.minus(kept).getEpochSecond());
            handle.createQuery("SELECT person, vo, seen FROM member ORDER BY seen DESC LIMIT ?")
                    .bind(0, MOST_PEOPLE)
                    .map((row, context) -> new Sighting(
                            row.getString("person"),
                            new VoName(row.getString("vo")),
                            Instant.ofEpochSecond(row.getLong("seen"))))
                    .forEach(this::remember);
        });
    }

    private void remember(Sighting sighting) {
        people.computeIfAbsent(sighting.person(), any -> new ConcurrentHashMap<>())
                .merge(sighting.vo(), sighting.at(), (before, now) -> now.isAfter(before) ? now : before);
    }

    /** The VOs that somebody was a member of lately. */
    public Set<VoName> vosOf(Dn dn, Instant at) {
        return people.getOrDefault(person(dn), Map.of()).entrySet().stream()
                .filter(seen -> seen.getValue().plus(kept).isAfter(at))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Remembers that somebody is a member of these VOs. Does not wait. */
    public void saw(Dn dn, Set<VoName> vos, Instant at) {
        String person = person(dn);
        Map<VoName, Instant> before = people.getOrDefault(person, Map.of());
        for (VoName vo : vos) {
            Sighting sighting = new Sighting(person, vo, at);
            boolean fresh = before.getOrDefault(vo, Instant.MIN).isBefore(at.minus(COARSE));
            if (fresh && hasRoom(person, at) && unwritten.offer(sighting)) {
                remember(sighting);
            }
        }
    }

    private static String person(Dn dn) {
        return dn.withoutProxyNames().widest();
    }

    /** Whoever is new to a full memory has to wait for somebody to be forgotten. */
    private boolean hasRoom(String person, Instant at) {
        if (people.size() < MOST_PEOPLE || people.containsKey(person)) {
            return true;
        }
        people.values()
                .removeIf(vos ->
                        vos.values().stream().allMatch(seen -> seen.plus(kept).isBefore(at)));
        return people.size() < MOST_PEOPLE;
    }

    private void write() {
        List<Sighting> batch = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            batch.clear();
            try {
                batch.add(unwritten.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            unwritten.drainTo(batch);
            ended = batch.remove(END);
            keep(batch);
        }
    }

    private void keep(List<Sighting> batch) {
        try {
            database.useTransaction(handle -> insert(handle, batch));
        } catch (RuntimeException e) {
            LOG.warn("members not written count={} error={}", batch.size(), e.toString());
            batch.forEach(sighting -> people.computeIfPresent(sighting.person(), (any, vos) -> {
                vos.replace(sighting.vo(), sighting.at(), sighting.at().minus(COARSE.multipliedBy(2)));
                return vos;
            }));
        }
    }

    private static void insert(Handle handle, List<Sighting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("INSERT INTO member VALUES (?, ?, ?)"
                + " ON CONFLICT (person, vo) DO UPDATE SET seen = max(seen, excluded.seen)");
        for (Sighting sighting : batch) {
            rows.bind(0, sighting.person())
                    .bind(1, sighting.vo().value())
                    .bind(2, sighting.at().getEpochSecond())
                    .add();
        }
        rows.execute();
    }

    /** Writes what is not written yet, for a few seconds at most. */
    @Override
    public void close() {
        try {
            if (unwritten.offer(END, CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                writer.join(CLOSING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
