package org.portcullis.pdp.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Pilot;

/** The mapping files of made-up accounts, as text; equal where the mapping is. */
record TrialMapping(String accountMap, String groupMap, String passwd, String group) {
    private static final AccountLimits LIMITS = new AccountLimits(1000, 1000, Set.of());
    private static final int POOL_UIDS = 20_000;
    private static final int POOL_GIDS = 2_000;
    private static final int NAMED_UIDS = 10_000;
    private static final int NAMED_GIDS = 3_000;

    /** Nobody becomes anybody. */
    static final TrialMapping NONE = new TrialMapping("", "", "", "");

    /** The files for these accounts; where no line says who gets the one pool, everybody in the question does. */
    static TrialMapping of(TrialAccounts accounts, AuthzRequest request) {
        Map<String, String> lines =
                accounts.accounts().isEmpty() ? forEverybody(accounts, request) : accounts.accounts();
        StringBuilder passwd = new StringBuilder();
        StringBuilder group = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, TrialAccounts.Size> pool : accounts.pools().entrySet()) {
            group.append(groupLine(pool.getKey(), POOL_GIDS + number));
            for (int i = 0; i < pool.getValue().accounts(); i++) {
                passwd.append(passwdLine(account(pool.getKey(), i), POOL_UIDS + 1000 * number + i, POOL_GIDS + number));
            }
            number++;
        }
        addNamed(accounts, lines, passwd, group);
        return new TrialMapping(
                text(lines),
                text(accounts.groups().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(", ", entry.getValue())))),
                passwd.toString(),
                group.toString());
    }

    /** The account of that number in a pool, counted from 0. */
    static String account(String pool, int index) {
        return String.format("%s%03d", pool, index + 1);
    }

    /** Accounts and groups that lines name, other than those of pools. */
    private static void addNamed(
            TrialAccounts accounts, Map<String, String> lines, StringBuilder passwd, StringBuilder group) {
        int number = 0;
        for (String name : new LinkedHashSet<>(lines.values())) {
            if (!name.startsWith(".")) {
                group.append(groupLine(name, NAMED_GIDS + number));
                passwd.append(passwdLine(name, NAMED_UIDS + number, NAMED_GIDS + number));
                number++;
            }
        }
        Set<String> known = new LinkedHashSet<>(accounts.pools().keySet());
        known.addAll(lines.values());
        Set<String> groups = accounts.groups().values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        groups.removeAll(known);
        for (String name : groups) {
            group.append(groupLine(name, NAMED_GIDS + number++));
        }
    }

    private static Map<String, String> forEverybody(TrialAccounts accounts, AuthzRequest request) {
        Stream<Fqan> ofPilot = request.pilotJob().pilot().map(Pilot::fqans).orElse(List.of()).stream();
        return accounts.pools().keySet().stream()
                .flatMap(pool -> Stream.concat(request.subject().fqans().stream(), ofPilot)
                        .map(fqan -> "/" + fqan.vo() + "/*/Role=*")
                        .distinct()
                        .map(pattern -> Map.entry(pattern, "." + pool)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String text(Map<String, String> lines) {
        return lines.entrySet().stream()
                .map(line -> "\"" + line.getKey().replace("\\", "\\\\").replace("\"", "\\\"") + "\" " + line.getValue()
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String passwdLine(String name, int uid, int gid) {
        return name + ":x:" + uid + ":" + gid + "::/:/bin/sh\n";
    }

    private static String groupLine(String name, int gid) {
        return name + ":x:" + gid + ":\n";
    }

    /**
     * Reads the files as a server would.
     *
     * @throws org.portcullis.pdp.mapping.MappingException if they cannot be used
     */
    MappingRules load() {
        try {
            Path directory = Files.createTempDirectory("portcullis-trial");
            MappingFiles files = new MappingFiles(
                    write(directory, "accounts.map", accountMap),
                    write(directory, "groups.map", groupMap),
                    write(directory, "passwd", passwd),
                    write(directory, "group", group));
            try {
                return MappingRules.load(files, LIMITS);
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the accounts of a test cannot be written to a temporary directory", e);
        }
    }

    private static Path write(Path directory, String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
