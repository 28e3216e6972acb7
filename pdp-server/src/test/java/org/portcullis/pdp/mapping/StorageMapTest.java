package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Obligation.RootAndHomePaths;

class StorageMapTest {
    private static final Dn ALICE = Dn.parse("/C=XX/CN=Alice");
    private static final Dn BOB = Dn.parse("/C=XX/CN=Bob");

    @TempDir
    private Path directory;

    @Test
    void lineForTheDnBeatsTheLineForThePrimaryFqan() throws IOException {
        MappingRules rules = load("""
                "/atlas/*" /pnfs/atlas, /pnfs/atlas/users
                "/C=XX/CN=Alice" /, /pnfs/alice
                """);

        assertThat(rules.storagePaths(ALICE, List.of(Fqan.parse("/atlas"))))
                .contains(new RootAndHomePaths("/", "/pnfs/alice"));
        assertThat(rules.storagePaths(BOB, List.of(Fqan.parse("/atlas/de"))))
                .contains(new RootAndHomePaths("/pnfs/atlas", "/pnfs/atlas/users"));
        assertThat(rules.storagePaths(BOB, List.of(Fqan.parse("/cms"), Fqan.parse("/atlas"))))
                .isEmpty();
        assertThat(rules.storagePaths(BOB, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"/atlas\" /pnfs            | 10 | not a root path and a home path",
                "\"/atlas\" /a, /b, /c       | 10 | not a root path and a home path",
                "\"/atlas\" pnfs, /home      | 10 | not an absolute path",
                "\"/atlas\" /pnfs/../etc, /h | 10 | not an absolute path",
                "\"/atlas\" /pnfs, /h//x     | 17 | not an absolute path",
                "\"/atlas\" /pnfs, /h&x      | 17 | not an absolute path",
                "\"/atlas\" /pnfs, /h x      | 17 | not an absolute path",
            })
    void badLineIsNamed(String line, int column, String problem) {
        assertThatThrownBy(() -> load("# storage\n" + line + "\n"))
                .isInstanceOfSatisfying(
                        MappingException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .contains("storage.map:2:" + column + ": " + problem));
    }

    @Test
    void secondLineForOneKeyIsRefusedWithTheFirst() {
        assertThatThrownBy(() -> load("\"/atlas\" /pnfs, /home\n\n\"/atlas/Role=NULL\" /pnfs, /other\n"))
                .isInstanceOfSatisfying(
                        MappingException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .contains("storage.map:3:1: line 1 has the same key: remove one of them"));
    }

    @Test
    void storageMapThatIsNamedMustBeThere() {
        MappingFiles files = Site.in(directory).files();
        Path missing = directory.resolve("storage.map");

        assertThatThrownBy(() -> load(files, missing))
                .isInstanceOfSatisfying(
                        MappingException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .contains("no such file"));
    }

    private MappingRules load(String storage) throws IOException {
        Path map = Files.writeString(directory.resolve("storage.map"), storage);
        return load(Site.in(directory).files(), map);
    }

    private static MappingRules load(MappingFiles files, Path storage) {
        return MappingRules.load(
                new MappingFiles(files.accountMaps(), files.groupMaps(), files.users(), List.of(storage)),
                new AccountLimits(1000, 1000, Set.of()));
    }
}
