package org.portcullis.pdp.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.portcullis.client.cli.PortcullisWn;
import org.portcullis.pdp.cli.Portcullis;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the manual pages and completions of both commands below a directory, in the places of {@code /usr/share}. */
public final class Manual {
    private Manual() {}

    /** Takes the directory. */
    public static void main(String[] arguments) throws IOException {
        Path share = Path.of(arguments[0]);
        for (CommandLine command : commands()) {
            for (ManualPage page : ManualPage.allOf(command).toList()) {
                write(share.resolve("man/man1").resolve(page.name() + ".1"), page.text());
            }
            String name = command.getCommandName();
            write(share.resolve("bash-completion/completions").resolve(name), AutoComplete.bash(name, command));
        }
    }

    /** The commands that packages bring. */
    static List<CommandLine> commands() {
        return List.of(Portcullis.commandLine(), PortcullisWn.commandLine(Map.of()));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
