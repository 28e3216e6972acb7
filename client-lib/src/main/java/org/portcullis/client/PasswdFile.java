package org.portcullis.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares an account with the local users of a file in passwd(5) format. A user that the file does not list passes,
 * unless every user has to be local: most sites keep pool accounts in a directory service. Immutable and thread-safe.
 */
public final class PasswdFile implements AccountCheck {
    private final Map<String, String> uidOfUser;
    private final boolean everyUserIsLocal;

    private PasswdFile(Map<String, String> uidOfUser, boolean everyUserIsLocal) {
        this.uidOfUser = Map.copyOf(uidOfUser);
        this.everyUserIsLocal = everyUserIsLocal;
    }

    /**
     * Reads the file once.
     *
     * @throws IOException if it cannot be read
     */
    public static PasswdFile read(Path file, boolean everyUserIsLocal) throws IOException {
        Map<String, String> uidOfUser = new HashMap<>();
        for (String line : lines(file)) {
            String[] fields = line.split(":", 4);
            if (fields.length == 4) {
                uidOfUser.putIfAbsent(fields[0], fields[2]);
            }
        }
        return new PasswdFile(uidOfUser, everyUserIsLocal);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IOException("cannot read the local users from `" + file + "`", e);
        }
    }

    @Override
    public Optional<String> objection(Account account) {
        String uid = Long.toString(account.uid());
        String localUid = uidOfUser.getOrDefault(account.user(), "");
        if (localUid.isEmpty()) {
            boolean known = account.user().isEmpty() && uidOfUser.containsValue(uid);
            return everyUserIsLocal && !known ? Optional.of("the user is not a local one") : Optional.empty();
        }
        return localUid.equals(uid)
                ? Optional.empty()
                : Optional.of("user `" + account.user() + "` has uid " + localUid + " here, not " + uid);
    }
}
