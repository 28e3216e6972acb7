package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.mapping.AccountTable.User;

class AccountTableTest {
    @TempDir
    private Path directory;

    private AccountTable table(String passwd, String group) throws IOException {
        Path users = Files.writeString(directory.resolve("passwd"), passwd, StandardCharsets.ISO_8859_1);
        Path groups = Files.writeString(directory.resolve("group"), group);
        return AccountTable.read(users, groups);
    }

    @Test
    void findsUsersAndGroupsByName() throws IOException {
        AccountTable table = table("atlas001:x:50001:5000::/:/bin/sh\n", "atlas:x:5000:atlas001,atlas002\n");

        assertThat(table.user("atlas001")).contains(new User("atlas001", 50001, 5000));
        assertThat(table.group("atlas")).contains(new UnixGroup("atlas", 5000));
        assertThat(table.group(5000)).contains(new UnixGroup("atlas", 5000));
        assertThat(table.user("atlas")).isEmpty();
        assertThat(table.group(5001)).isEmpty();
    }

    @Test
    void acceptsRealNamesInAnyEncodingAndWindowsLineEnds() throws IOException {
        AccountTable table = table("# site\r\n\r\njo:x:4294967294:100:J\u00f6:/:/bin/sh\r\n", "");

        assertThat(table.user("jo")).contains(new User("jo", 4_294_967_294L, 100));
    }

    @Test
    void firstNameOfASharedGidIsItsName() throws IOException {
        AccountTable table = table("", "atlas:x:5000:\natlas-old:x:5000:\n");

        assertThat(table.group(5000)).contains(new UnixGroup("atlas", 5000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atlas001:x:50001:5000::/",
                "atlas001:x:50001:5000::/:/bin/sh:more",
                ":x:50001:5000::/:/bin/sh",
                "atlas001:x:-1:5000::/:/bin/sh",
                "atlas001:x:4294967296:5000::/:/bin/sh",
                "atlas001:x:50001:::/:/bin/sh",
                "atlas001:x: 50001:5000::/:/bin/sh",
                "+::::::",
            })
    void malformedUserIsAProblemOfItsLine(String line) {
        assertThatThrownBy(() -> table("root:x:0:0::/root:/bin/sh\n" + line + "\n", ""))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith(directory + "/passwd:2:1: not ");
    }

    @Test
    void sameNameTwiceIsAProblem() {
        assertThatThrownBy(() -> table("", "atlas:x:5000:\natlas:x:5001:\n"))
                .isInstanceOf(MappingException.class)
                .hasMessage(directory + "/group:2:1: the name is listed before: remove one of the lines");
    }
}
