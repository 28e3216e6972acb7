package org.portcullis.pdp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.config.SecretPlace.Kind;

class SecretPlaceTest {
    @TempDir
    private Path directory;

    @Test
    void secretIsTheFirstLineOfAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "s3cret\nand a remark\n");

        assertThat(new SecretPlace(Kind.FILE, file.toString()).read()).isEqualTo("s3cret");
    }

    @Test
    void secretIsAVariableOfTheEnvironment() {
        assertThat(new SecretPlace(Kind.ENV, "PATH").read()).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void secretThatIsNotThereIsNamedByItsPlace() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty"));

        assertThatThrownBy(() -> new SecretPlace(Kind.FILE, empty.toString()).read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no secret in file:" + empty);
        assertThatThrownBy(() -> new SecretPlace(Kind.FILE, "/no/such/file").read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no secret in file:/no/such/file");
        assertThatThrownBy(() -> new SecretPlace(Kind.ENV, "PORTCULLIS_NO_SUCH_VARIABLE").read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no secret in env:PORTCULLIS_NO_SUCH_VARIABLE");
    }
}
