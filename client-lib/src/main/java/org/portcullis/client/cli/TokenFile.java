package org.portcullis.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Subject;

/** A file with the bearer token of the payload's owner, who must be the only one to read it. */
final class TokenFile {
    private static final int LONGEST = 64 << 10;

    private TokenFile() {}

    /** Whoever the token in the file claims to be about. */
    static Subject read(Path file) throws GeneralSecurityException {
        try {
            requirePrivate(file);
            if (Files.size(file) > LONGEST) {
                throw new GeneralSecurityException(file + " is too long for a token");
            }
            Credential.Bearer token =
                    new Credential.Bearer(Files.readString(file, UTF_8).strip());
            Dn name = token.claimedName()
                    .orElseThrow(() -> new GeneralSecurityException(file + " holds a token about nobody"));
            return new Subject(name, List.of(), Set.of(), token, Set.of());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(file + " holds no signed token", e);
        } catch (IOException e) {
            throw new GeneralSecurityException(file + " cannot be read", e);
        }
    }

    private static void requirePrivate(Path file) throws IOException, GeneralSecurityException {
        Set<PosixFilePermission> readers = Files.getPosixFilePermissions(file);
        if (readers.contains(PosixFilePermission.OTHERS_READ) || readers.contains(PosixFilePermission.GROUP_READ)) {
            throw new GeneralSecurityException(file + " is open to others, run chmod 0400");
        }
    }
}
