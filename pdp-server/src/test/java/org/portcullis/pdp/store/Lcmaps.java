package org.portcullis.pdp.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of Debian's LCMAPS with its plugins for pool accounts, over a gridmapdir, in a world of its own accounts. */
final class Lcmaps implements AutoCloseable {
    private static final Path PLUGINS = Path.of("/usr/lib/lcmaps");

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private Lcmaps(Process process) {
        this.process = process;
        answers = process.inputReader(UTF_8);
        questions = process.outputWriter(UTF_8);
    }

    /** Whether {@code lcmaps-plugins-voms}, {@code lcmaps-plugins-basic-poolaccount} and {@code libnss-wrapper} are here. */
    static boolean isInstalled() {
        try (var libraries = Files.find(Path.of("/usr/lib"), 2, (file, of) -> file.endsWith("libnss_wrapper.so"))) {
            return libraries.findAny().isPresent()
                    && Files.isReadable(PLUGINS.resolve("lcmaps_voms_poolaccount.mod"))
                    && Files.isReadable(PLUGINS.resolve("lcmaps_poolaccount.mod"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes its configuration for the gridmapdir in that directory: members of atlas have accounts of the pool atlas. */
    static void configure(Path directory, List<String> accounts) {
        List<String> passwd = new ArrayList<>();
        for (String account : accounts) {
            passwd.add(account + ":x:" + (5001 + passwd.size()) + ":5000::/:/bin/false");
        }
        String gridmapdir = " -gridmapfile " + directory.resolve("map") + " -gridmapdir "
                + directory.resolve("gridmapdir") + " -strict_poolprefix_match yes";
        write(directory, "passwd", passwd);
        write(directory, "group", List.of("atlas:x:5000:"));
        write(directory, "groups", List.of("\"/atlas*\" atlas"));
        write(directory, "map", List.of("\"/atlas*\" .atlas", "\"/C=XX/*\" .atlas"));
        write(
                directory,
                "lcmaps.db",
                List.of(
                        "path = " + PLUGINS,
                        "group = \"lcmaps_voms_localgroup.mod -groupmapfile " + directory.resolve("groups") + "\"",
                        "member = \"lcmaps_voms_poolaccount.mod" + gridmapdir + " -do_not_use_secondary_gids\"",
                        "person = \"lcmaps_poolaccount.mod" + gridmapdir + "\"",
                        "site:",
                        "group -> member | person"));
    }

    private static void write(Path directory, String name, List<String> lines) {
        try {
            Files.write(directory.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that is configured in that directory. */
    static Lcmaps start(Path directory) {
        ProcessBuilder builder = new ProcessBuilder("python3", "src/test/resources/lcmaps/ask_lcmaps.py")
                .redirectError(directory.resolve("lcmaps.err").toFile());
        builder.environment()
                .putAll(Map.of(
                        "LD_PRELOAD", "libnss_wrapper.so",
                        "NSS_WRAPPER_PASSWD", directory.resolve("passwd").toString(),
                        "NSS_WRAPPER_GROUP", directory.resolve("group").toString(),
                        "LCMAPS_DB_FILE", directory.resolve("lcmaps.db").toString(),
                        "LCMAPS_LOG_FILE", directory.resolve("lcmaps.log").toString(),
                        "LCMAPS_DEBUG_LEVEL", "0"));
        try {
            return new Lcmaps(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The account of somebody with these FQANs, of whom LCMAPS knows the name as OpenSSL prints it; {@code -} if none. */
    String account(String dn, String... fqans) {
        try {
            questions.write(dn + "\t" + String.join(",", fqans) + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("LCMAPS ended");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
