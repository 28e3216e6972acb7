package org.portcullis.policy.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small pack with which nothing is wrong, to be changed as the code blocks of a page say. */
final class ExamplePack {
    private static final Path CLEAN = Path.of("src/test/lint-example");
    private static final String CHECKS = "policy/checks.xml";

    private final Path directory;

    private ExamplePack(Path directory) {
        this.directory = directory;
    }

    /** Copies the pack into a directory. */
    static ExamplePack in(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(CLEAN)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(CLEAN.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new ExamplePack(directory);
    }

    Path directory() {
        return directory;
    }

    /** Does what a code block says; its first words are the language and where the text belongs. */
    void apply(String info, String text) throws IOException {
        String[] words = info.split(" ", -1);
        if (words[0].equals("sh")) {
            run(text.strip().split(" ", -1));
            return;
        }
        switch (words[1]) {
            case "deny" -> replaceIn(CHECKS, "Match", text);
            case "permit" -> replaceIn("policy/access.xml", "Match", text);
            case "rules" -> replaceIn(CHECKS, "Rule", text);
            default -> Files.writeString(directory.resolve(words[1]), text);
        }
    }

    /** Puts that text in place of the first element of that name, with the comment before a rule. */
    private void replaceIn(String file, String element, String text) throws IOException {
        Path changed = directory.resolve(file);
        String old = Files.readString(changed);
        String begin = element.equals("Rule") ? "<!--" : "<" + element + " ";
        String end = "</" + element + ">";
        Files.writeString(
                changed, old.substring(0, old.indexOf(begin)) + text + old.substring(old.indexOf(end) + end.length()));
    }

    /** The few commands that pages use. */
    private void run(String[] command) throws IOException {
        Path last = directory.resolve(command[command.length - 1]);
        switch (command[0]) {
            case "chmod" -> Files.setPosixFilePermissions(last, PosixFilePermissions.fromString(mode(command[1])));
            case "touch" -> Files.writeString(last, "");
            case "rm" -> Files.deleteIfExists(last);
            case "mv" -> Files.move(directory.resolve(command[1]), last);
            case "ln" -> {
                Files.writeString(directory.resolveSibling("vos.yaml"), Files.readString(last));
                Files.delete(last);
                Files.createSymbolicLink(last, Path.of(command[2]));
            }
            case "repeat" -> repeat(Integer.parseInt(command[1]), last);
            default -> throw new IllegalArgumentException("no such command here: " + command[0]);
        }
    }

    private static String mode(String octal) {
        return octal.equals("666") ? "rw-rw-rw-" : "rw-r--r--";
    }

    private static void repeat(int times, Path file) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf("<!--");
        int end = text.indexOf("</Rule>") + "</Rule>".length();
        String rule = text.substring(begin, end);
        String rules = IntStream.range(0, times)
                .mapToObj(i -> rule.replace("RuleId=\"", "RuleId=\"r" + i + "-"))
                .collect(Collectors.joining("\n"));
        Files.writeString(file, text.substring(0, begin) + rules + text.substring(end));
    }
}
