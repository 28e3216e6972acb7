package org.portcullis.pdp.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.StoreUnavailableException;

/** A store in a process of its own, which answers one name with one account at a time. */
final class AskedStore implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private AskedStore(Process process) {
        this.process = process;
        output = process.inputReader(UTF_8);
        input = process.outputWriter(UTF_8);
    }

    /** The account, {@code ?} if the store is unavailable, how long that took in the process, and what ails the store. */
    record Answer(String account, Duration took, String problem) {
        boolean isGiven() {
            return account.startsWith("atlas");
        }
    }

    /** The process: its arguments are the spelling of the site and the size of the pool. */
    public static void main(String[] args) throws IOException {
        List<String> pool = Leases.pool(Integer.parseInt(args[1]));
        try (LeaseRegister store = LeaseSite.of(args[0]).open(LeaseTerms.DEFAULTS, InstantSource.system());
                BufferedReader names = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            store.keepUp();
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                long start = System.nanoTime();
                String account = account(store, name, pool);
                long took = System.nanoTime() - start;
                System.out.println(
                        "answer " + account + " " + took + " " + store.problem().orElse(""));
            }
        }
    }

    private static String account(LeaseRegister store, String name, List<String> pool) {
        try {
            return Leases.account(
                    store.acquire(Leases.key(name), pool, InstantSource.system().instant()));
        } catch (StoreUnavailableException e) {
            return "?";
        }
    }

    /** Starts it; the prefix stands before its command. */
    static AskedStore start(List<String> prefix, LeaseSite site, int pool) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AskedStore.class.getName(),
                site.spelling(),
                String.valueOf(pool)));
        try {
            return new AskedStore(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer ask(String name) {
        try {
            input.write(name + "\n");
            input.flush();
            List<String> said = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ", 4);
                if (words[0].equals("answer")) {
                    return new Answer(words[1], Duration.ofNanos(Long.parseLong(words[2])), words[3]);
                }
                said.add(line);
            }
            throw new IllegalStateException("the process ended: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
