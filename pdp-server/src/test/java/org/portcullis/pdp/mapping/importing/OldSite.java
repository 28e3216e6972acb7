package org.portcullis.pdp.mapping.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.portcullis.pdp.mapping.AccountLimits;
import org.portcullis.pdp.mapping.AccountTable;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.pdp.mapping.MappingFiles;
import org.portcullis.pdp.mapping.MappingRules;
import org.portcullis.pdp.mapping.MappingTerms;
import org.portcullis.pdp.mapping.UserSource;
import org.portcullis.policy.importing.Outcome;

/** The files of a site that moves in. */
final class OldSite {
    static final Instant USED = Instant.parse("2026-01-02T03:04:05Z");

    private final Path directory;

    OldSite(Path directory) {
        this.directory = directory;
        write("passwd", """
                root:x:0:0::/:/bin/sh
                alice:x:10001:5000::/:/bin/sh
                shared:x:10002:5000::/:/bin/sh
                atlas001:x:20001:5000::/:/bin/sh
                atlas002:x:20002:5000::/:/bin/sh
                atlas003:x:20003:5000::/:/bin/sh
                atlas004:x:20004:5000::/:/bin/sh
                prd001:x:21001:5000::/:/bin/sh
                """);
        write("group", "atlas:x:5000:\nprd:x:5001:\n");
    }

    Path write(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An account file with links to it. */
    OldSite lease(String account, String... links) {
        try {
            Path file = write("gridmapdir/" + account, "");
            for (String link : links) {
                Files.createLink(file.resolveSibling(link), file);
            }
            Files.setLastModifiedTime(file, FileTime.from(USED));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path gridmapdir() {
        return directory.resolve("gridmapdir");
    }

    MappingImport importer() {
        return importer(MapDialect.ARGUS);
    }

    MappingImport importer(MapDialect dialect) {
        List<UserSource> users = List.of(new UserSource.Files(directory.resolve("passwd"), directory.resolve("group")));
        AccountTable table = AccountTable.read(users);
        MappingTerms terms = new MappingTerms(new AccountLimits(1000, 1000, Set.of("nobody"))).in(dialect);
        return new MappingImport(
                name -> table.user(name).isPresent(),
                (accounts, groups) -> MappingRules.load(
                        new MappingFiles(List.of(accounts), List.of(groups), users, List.of()), terms),
                new Places(directory),
                dialect);
    }

    /** The findings of a kind, without the directory. */
    List<String> findings(ImportedMapping imported, Outcome outcome) {
        return imported.findings().stream()
                .filter(finding -> finding.outcome() == outcome)
                .map(finding -> finding.toString().replace(directory + "/", ""))
                .toList();
    }
}
