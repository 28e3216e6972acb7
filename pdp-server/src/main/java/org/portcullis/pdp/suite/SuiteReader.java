package org.portcullis.pdp.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.pdp.config.ConfigException;
import org.portcullis.pdp.config.YamlFile;
import org.portcullis.pdp.config.YamlSection;

/** Reads suites, strictly: every problem of every file is reported with its place. */
public final class SuiteReader {
    /** How the files end that are found in directories. */
    private static final String ENDING = "_test.yaml";

    private final Path file;
    private final PersonReader people = new PersonReader();
    private final WhenReader questions = new WhenReader(people);
    private final Set<String> names = new HashSet<>();

    private SuiteReader(Path file) {
        this.file = file;
    }

    /**
     * Reads these files, and the files called {@code *_test.yaml} below these directories.
     *
     * @throws ConfigException with every problem found; that there is no suite at all is one
     */
    public static List<Suite> read(List<Path> filesAndDirectories) {
        List<String> problems = new ArrayList<>();
        List<Suite> suites = new ArrayList<>();
        for (Path file :
                filesAndDirectories.stream().flatMap(SuiteReader::files).toList()) {
            try {
                suites.add(YamlFile.read(file, new SuiteReader(file)::suite));
            } catch (ConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (suites.isEmpty() && problems.isEmpty()) {
            problems.add("no tests: there is no *" + ENDING + " in " + filesAndDirectories);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return suites;
    }

    private static Stream<Path> files(Path root) {
        if (!Files.isDirectory(root)) {
            return Stream.of(root);
        }
        try (Stream<Path> found = Files.walk(root)) {
            return found
                    .filter(path -> path.toString().endsWith(ENDING) && Files.isRegularFile(path))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException(List.of(root + ": cannot be listed: " + e.getMessage()));
        }
    }

    private Suite suite(YamlSection root) {
        root.require("suite", "tests");
        String name = root.value("suite", "", text -> text);
        try (YamlSection fixtures = root.section("fixtures")) {
            people.readFixtures(fixtures);
        }
        Given base;
        try (YamlSection given = root.section("given")) {
            base = GivenReader.read(given, Given.NOTHING);
        }
        List<YamlSection> tests = root.sections("tests");
        if (tests.isEmpty()) {
            root.reject("`tests` must hold at least one test");
        }
        return new Suite(
                name, file, tests.stream().map(test -> test(test, base)).toList());
    }

    private SuiteCase test(YamlSection test, Given base) {
        try (test;
                YamlSection given = test.section("given");
                YamlSection when = test.section("when");
                YamlSection then = test.section("then")) {
            test.require("name");
            String name = test.value("name", "", text -> text);
            if (!names.add(name)) {
                test.reject("another test has the name `" + name + "`");
            }
            Given world = GivenReader.read(given, base);
            return new SuiteCase(name, file + ":" + test.at(), world, questions.read(when), ExpectedReader.read(then));
        }
    }
}
