package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.mapping.AccountTable.User;

class UserSourceTest {
    @TempDir
    private Path directory;

    private final Problems problems = new Problems();
    private UserSource files;

    @BeforeEach
    void files() throws IOException {
        files = new UserSource.Files(
                write("passwd", "atlas001:x:50001:5000::/:/bin/sh\n"), write("group", "atlas:x:5000:\n"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private UserSource table(String text) throws IOException {
        return new UserSource.Table(write("users.table", text));
    }

    private AccountTable read(UserSource... sources) {
        return AccountTable.read(List.of(sources), problems);
    }

    private List<String> problems() {
        return problems.found().stream()
                .map(found -> found.toString().replace(directory + "/", ""))
                .toList();
    }

    @Test
    void siteTableNamesUsersAndGroups() throws IOException {
        AccountTable table = read(table("# ours\nuser atlas001 50001 atlas\n\ngroup  atlas\t5000\n"));

        assertThat(problems()).isEmpty();
        assertThat(table.user("atlas001")).contains(new User("atlas001", 50001, 5000));
        assertThat(table.group(5000)).contains(new UnixGroup("atlas", 5000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user a 1 nogroup               | users.table:2:10: no group `nogroup` in this table: add `group NAME GID`",
                "user a 1                       | users.table:2:1: not `user NAME UID GROUP`: `user a 1`",
                "usr a 1 atlas                  | users.table:2:1: neither `group NAME GID` nor `user NAME UID GROUP`: `usr a 1 atlas`",
                "group atlas 5001               | users.table:2:1: the group `atlas` is listed before: remove one of the lines",
                "group other 5000               | users.table:2:1: another group has gid 5000: give each its own",
                "group other -1                 | users.table:2:13: not a uid or gid: `-1`",
                "user a 1 atlas;user a 2 atlas  | users.table:3:1: the user `a` is listed before: remove one of the lines",
                "user a 1 atlas;user b 1 atlas  | users.table:3:1: `a` has uid 1 already: give each its own",
            })
    void siteTableMustAgreeWithItself(String lines, String problem) throws IOException {
        read(table("group atlas 5000\n" + lines.replace(";", "\n")));

        assertThat(problems()).containsExactly(problem);
    }

    @Test
    void sourcesMustAgreeOnWhatBothKnow() throws IOException {
        AccountTable table =
                read(table("group atlas 5001\nuser atlas001 50002 atlas\nuser atlas002 50003 atlas\n"), files);

        assertThat(problems())
                .containsExactly(
                        "users.table:2:1: user `atlas001` has uid 50002 and gid 5001, but passwd says 50001 and 5000",
                        "users.table:1:1: group `atlas` has gid 5001, but passwd says 5000");
        assertThat(table.user("atlas002")).isPresent();
    }

    @Test
    void nameServiceOfThisMachineIsAsked() {
        AccountTable table = read(new UserSource.NameService(Path.of("/usr/bin/getent")));

        assertThat(problems()).isEmpty();
        assertThat(table.user("root")).contains(new User("root", 0, 0));
        assertThat(table.group(0)).map(UnixGroup::name).contains("root");
    }

    @Test
    void ofTwoUsersWithOneNameTheNameServiceMeansTheFirst() throws IOException {
        Path program = program(
                "printf 'a:x:1:1::/:/bin/sh\\na:x:2:2::/:/bin/sh\\n' | cut -d: -f1-$([ $1 = passwd ] && echo 7 || echo 4)");

        assertThat(read(new UserSource.NameService(program)).user("a")).contains(new User("a", 1, 1));
    }

    @Test
    void nameServiceThatFailsIsAProblem() throws IOException {
        read(new UserSource.NameService(program("exit 2")));

        assertThat(problems())
                .containsExactly(
                        "getent passwd: cannot be asked: exit code 2; use files or a table",
                        "getent group: cannot be asked: exit code 2; use files or a table");
    }

    private Path program(String script) throws IOException {
        Path program = write("getent", "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
