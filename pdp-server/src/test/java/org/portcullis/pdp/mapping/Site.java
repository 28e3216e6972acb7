package org.portcullis.pdp.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;

/** A small site's mapping files in a directory, with good defaults for those that a test does not care about. */
final class Site {
    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/bash
            www:x:33:33::/var/www:/bin/false
            alice:x:10001:5000:Alice:/home/alice:/bin/sh
            pilot:x:10002:5000::/home/pilot:/bin/sh
            banned:x:10003:5000::/home/banned:/bin/sh
            atlas002:x:50002:5000::/:/bin/sh
            atlas001:x:50001:5000::/:/bin/sh
            atlas010:x:50010:5000::/:/bin/sh
            atlasprd001:x:51001:5001::/:/bin/sh
            cms001:x:52001:5002::/:/bin/sh
            """;
    private static final String GROUP = """
            root:x:0:
            www:x:33:
            atlas:x:5000:
            prd:x:5001:
            cms:x:5002:
            higgs:x:5003:alice
            """;

    static final AccountLimits LIMITS = new AccountLimits(1000, 1000, Set.of("banned"));

    private final Path directory;
    private MappingTerms terms = new MappingTerms(LIMITS);

    private Site(Path directory) {
        this.directory = directory;
    }

    static Site in(Path directory) {
        return new Site(directory).accountMap("").groupMap("").passwd(PASSWD).group(GROUP);
    }

    Site accountMap(String text) {
        return write("accounts.map", text);
    }

    Site groupMap(String text) {
        return write("groups.map", text);
    }

    Site passwd(String text) {
        return write("passwd", text);
    }

    Site group(String text) {
        return write("group", text);
    }

    MappingFiles files() {
        return new MappingFiles(
                directory.resolve("accounts.map"),
                directory.resolve("groups.map"),
                directory.resolve("passwd"),
                directory.resolve("group"));
    }

    Site terms(MapDialect dialect, MapOrder order) {
        terms = new MappingTerms(dialect, order, LIMITS);
        return this;
    }

    MappingRules load() {
        return MappingRules.load(files(), terms);
    }

    /** What is wrong with the files, with their directory left out; fails if nothing is. */
    List<String> problems() {
        MappingException refused = Assertions.catchThrowableOfType(MappingException.class, this::load);
        Assertions.assertThat(refused).as("the mapping is refused").isNotNull();
        return refused.problems().stream()
                .map(problem -> problem.replace(directory + "/", ""))
                .toList();
    }

    Site write(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text, StandardCharsets.UTF_8);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
