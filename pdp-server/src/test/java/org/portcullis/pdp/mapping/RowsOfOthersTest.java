package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the catalogue of hostile inputs, LCMAPS and the suites of Argus say of maps, pools and stores, row by row, each with
 * the test that puts it to the real code.
 */
class RowsOfOthersTest {
    private static final String ROWS = "/mapping/rows.csv";
    private static final Path CATALOGUE =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "catalogue.csv");

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvFileSource(resources = ROWS, numLinesToSkip = 1)
    void rowHasATest(String origin, String id, String what, String test) throws ClassNotFoundException {
        List<String> names = List.of(test.split("#", -1));
        Class<?> type = Class.forName(names.get(0));
        Set<String> tests = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(method -> method.getName())
                .collect(Collectors.toSet());

        assertThat(tests).as("%s %s: %s", origin, id, what).isNotEmpty().containsAll(names.subList(1, names.size()));
    }

    @Test
    void everyRowOfTheCatalogueOnMapsAndStoresIsThere() throws IOException {
        assumeTrue(Files.isReadable(CATALOGUE), "SKIPPED: no catalogue of hostile inputs beside this repository");
        Set<String> wanted = Files.readAllLines(CATALOGUE).stream()
                .map(line -> line.split(",", 2)[0])
                .filter(id -> id.matches("[GQ][0-9]+"))
                .collect(Collectors.toSet());

        assertThat(ids("catalogue")).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void everyRuleOfLcmapsIsThere() throws IOException {
        Set<String> rules = Stream.concat(
                        IntStream.rangeClosed(1, 10).mapToObj(number -> "G" + number),
                        IntStream.rangeClosed(1, 11).mapToObj(number -> "P" + number))
                .collect(Collectors.toSet());

        assertThat(ids("lcmaps")).isEqualTo(rules);
    }

    private static Set<String> ids(String origin) throws IOException {
        try (InputStream rows = RowsOfOthersTest.class.getResourceAsStream(ROWS)) {
            assertThat(rows).isNotNull();
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(origin + ","))
                    .map(line -> line.split(",", -1)[1])
                    .collect(Collectors.toSet());
        }
    }
}
